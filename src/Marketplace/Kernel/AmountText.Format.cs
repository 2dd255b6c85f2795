using System.Globalization;

namespace Marketplace.Kernel;

public static partial class AmountText
{
    /// <summary>Decimals that a scaled number may show; with more of them the plain amount is easier to read.</summary>
    private const int MostScaledDecimals = 4;

    private static readonly (string Text, decimal Size)[] ChineseScales = [("Kernel.Scale.Large", 100_000_000m), ("Kernel.Scale.Small", 10_000m)];

    private static readonly (string Text, decimal Size)[] EnglishScales = [("Kernel.Scale.Large", 1_000_000_000m), ("Kernel.Scale.Small", 1_000_000m)];

    /// <summary>The amount in full and, from the language's first large scale on, again as people say it: both exact.</summary>
    public static string Format(Money money, Texts texts)
    {
        var plain = FormatPlain(money);
        return FormatScaled(money, texts) is { } scaled ? $"{plain} ({scaled})" : plain;
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
    public static string? FormatScaled(Money money, Texts texts)
    {
        var amount = Units(money);
        foreach (var (text, size) in texts.IsChinese ? ChineseScales : EnglishScales)
        {
            var scaled = amount / size;
            if (amount < size || decimal.Round(scaled, MostScaledDecimals) != scaled) continue;
            return string.Format(texts.Culture, texts[text], scaled.ToString("#,##0.####", CultureInfo.InvariantCulture), texts["Kernel.Currency." + money.Currency.Code]);
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
