using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>The two industry sets as pages list them.</summary>
public static class Industries
{
    public static IReadOnlyList<LeadingIndustry> Leading { get; } = [.. Enum.GetValues<LeadingIndustry>().Where(i => i != LeadingIndustry.None)];

    public static IReadOnlyList<HardCoreIndustry> HardCore { get; } = [.. Enum.GetValues<HardCoreIndustry>().Where(i => i != HardCoreIndustry.None)];

    /// <summary>Text keys of the chosen industries of both sets.</summary>
    public static IEnumerable<string> Of(LeadingIndustry leading, HardCoreIndustry hardCore)
    {
        foreach (var industry in Leading)
        {
            if ((leading & industry) != LeadingIndustry.None) yield return LeadingKeys[industry];
        }

        foreach (var industry in HardCore)
        {
            if ((hardCore & industry) != HardCoreIndustry.None) yield return HardCoreKeys[industry];
        }
    }

    private static readonly Dictionary<LeadingIndustry, string> LeadingKeys = Leading.ToDictionary(i => i, i => $"Challenges.{nameof(LeadingIndustry)}.{i}");

    private static readonly Dictionary<HardCoreIndustry, string> HardCoreKeys = HardCore.ToDictionary(i => i, i => $"Challenges.{nameof(HardCoreIndustry)}.{i}");
}
