using System.Globalization;
using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Bids;

/// <summary>What an indicator asks for, in one line: ≥ 40 MPa.</summary>
public static class IndicatorText
{
    public static string Requirement(Indicator indicator, Texts texts) => indicator.Comparator switch
    {
        Comparator.Statement => indicator.Statement ?? "",
        Comparator.Between => texts["Bids.Indicators.Between", Number(indicator.Value), Number(indicator.ValueTo), indicator.Unit],
        Comparator.AtLeast => $"≥ {Number(indicator.Value)} {indicator.Unit}",
        Comparator.AtMost => $"≤ {Number(indicator.Value)} {indicator.Unit}",
        Comparator.Equal => $"= {Number(indicator.Value)} {indicator.Unit}",
        _ => throw new ArgumentOutOfRangeException(nameof(indicator), indicator.Comparator, "Unknown comparator."),
    };

    private static string Number(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "";
}
