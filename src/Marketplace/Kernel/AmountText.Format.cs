using System.Globalization;
using System.Resources;

namespace Marketplace.Kernel;

public static partial class AmountText
{
    /// <summary>Decimals that a scaled number may show; with more of them the plain amount is easier to read.</summary>
    private const int MostScaledDecimals = 4;

    private static readonly ResourceManager Texts = new("Marketplace.Kernel.AmountText", typeof(AmountText).Assembly);

    private static readonly (string Name, decimal Size)[] ScalesLargestFirst =
    [
        ("Billion", 1_000_000_000m), ("HundredMillion", 100_000_000m), ("Million", 1_000_000m), ("TenThousand", 10_000m),
    ];

    /// <summary>The amount in full and, from the language's first large scale on, again as people say it: both exact.</summary>
    public static string Format(Money money, CultureInfo culture)
    {
        var plain = FormatPlain(money);
        return FormatScaled(money, culture) is { } scaled ? $"{plain} ({scaled})" : plain;
    }

    /// <summary>Sign, thousands separators, and decimals only where there are any; the same in every language.</summary>
    public static string FormatPlain(Money money)
    {
        var amount = Units(money);
        var decimals = decimal.IsInteger(amount) ? 0 : money.Currency.Exponent;
        var digits = decimal.Abs(amount).ToString($"N{decimals}", CultureInfo.InvariantCulture);
        return $"{(money.Minor < 0 ? "-" : "")}{money.Currency.Sign}{digits}";
    }

    /// <summary>The amount in the largest scale in which it is exact and short, or null where there is none.</summary>
    public static string? FormatScaled(Money money, CultureInfo culture)
    {
        var amount = Units(money);
        foreach (var (name, size) in ScalesLargestFirst)
        {
            var pattern = Texts.GetString(name, culture);
            if (string.IsNullOrEmpty(pattern) || amount < size) continue;
            var scaled = amount / size;
            if (decimal.Round(scaled, MostScaledDecimals) != scaled) continue;
            return string.Format(culture, pattern, scaled.ToString("#,##0.####", CultureInfo.InvariantCulture), Texts.GetString("Unit." + money.Currency.Code, culture));
        }

        return null;
    }

    private static decimal Units(Money money)
    {
        var units = (decimal)money.Minor;
        for (var i = 0; i < money.Currency.Exponent; i++) units /= 10;
        return units;
    }
}
