using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Web.Demo;

/// <summary>The words of the data files as the domain has them. An unknown word stops the load.</summary>
internal static class DemoWords
{
    public static OrganisationKind OrganisationKind(string word) => word switch
    {
        "firm" => Kernel.OrganisationKind.Firm,
        "goi_centre" => Kernel.OrganisationKind.GoiCentre,
        "government" => Kernel.OrganisationKind.GovernmentUnit,
        "institute" or "university" => Kernel.OrganisationKind.Institute,
        _ => throw Unknown(word),
    };

    public static Region Region(string word) => word switch
    {
        "pudong" => Organisations.Region.Pudong,
        "shanghai" => Organisations.Region.Shanghai,
        "yrd" => Organisations.Region.YangtzeDelta,
        "other" => Organisations.Region.OtherChina,
        "overseas" => Organisations.Region.Overseas,
        _ => throw Unknown(word),
    };

    public static EnterpriseTier Tier(string word) => word switch
    {
        "none" => EnterpriseTier.None,
        "innovative_sme" => EnterpriseTier.InnovativeSme,
        "srdi" => EnterpriseTier.Srdi,
        "little_giant" => EnterpriseTier.LittleGiant,
        "champion" => EnterpriseTier.SingleChampion,
        _ => throw Unknown(word),
    };

    public static Comparator Comparator(string word) => word switch
    {
        ">=" => Challenges.Comparator.AtLeast,
        "<=" => Challenges.Comparator.AtMost,
        "=" => Challenges.Comparator.Equal,
        "range" => Challenges.Comparator.Between,
        _ => throw Unknown(word),
    };

    public static LeadingIndustry Leading(IEnumerable<string> words) => words.Aggregate(LeadingIndustry.None, (set, word) => set | word switch
    {
        "ic" => LeadingIndustry.IntegratedCircuits,
        "biomed" => LeadingIndustry.Biomedicine,
        "ai" => LeadingIndustry.ArtificialIntelligence,
        _ => throw Unknown(word),
    });

    public static HardCoreIndustry HardCore(IEnumerable<string> words) =>
        words.Aggregate(HardCoreIndustry.None, (set, word) => set | Named<HardCoreIndustry>(word));

    public static ChallengeKind Kind(string word) => word is "gov" or "government_challenge" ? ChallengeKind.Government : ChallengeKind.Enterprise;

    public static AwardMode Mode(string? word) => word is null ? AwardMode.Single : Named<AwardMode>(word);

    /// <summary>A snake_case word as the member of an enum: <c>horse_racing</c> is <c>HorseRacing</c>.</summary>
    public static T Named<T>(string word) where T : struct, Enum =>
        Enum.TryParse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? value : throw Unknown(word);

    /// <summary>Ten thousand yuan as fen.</summary>
    public static long? Minor(decimal? wan) => wan is { } w ? (long)(w * 10_000 * 100) : null;

    private static InvalidOperationException Unknown(string word) => new($"The demonstration data has the unknown word '{word}'.");
}
