namespace Marketplace.Kernel;

/// <summary>An ISO 4217 currency and how many decimal digits its minor unit has.</summary>
/// <remarks>XTS is ISO 4217's code for tests: it never means real money.</remarks>
public readonly record struct Currency
{
    public static readonly Currency CNY = new("CNY", 2, "¥");
    public static readonly Currency USD = new("USD", 2, "US$");
    public static readonly Currency HKD = new("HKD", 2, "HK$");
    public static readonly Currency EUR = new("EUR", 2, "€");
    public static readonly Currency XTS = new("XTS", 2, "XTS ");

    private Currency(string code, int exponent, string sign) => (Code, Exponent, Sign) = (code, exponent, sign);

    public string Code { get; }

    /// <summary>Digits behind the decimal point: 2 means one unit is 100 minor units.</summary>
    public int Exponent { get; }

    public string Sign { get; }

    public static IReadOnlyList<Currency> All { get; } = [CNY, USD, HKD, EUR, XTS];

    public static bool TryParse(string? code, out Currency currency)
    {
        currency = All.FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase));
        return currency.Code is not null;
    }

    /// <exception cref="ArgumentException">The code is not one that the platform keeps.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'.", nameof(code));

    public override string ToString() => Code ?? "";
}
