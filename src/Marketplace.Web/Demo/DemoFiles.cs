using System.Text.Json;

namespace Marketplace.Web.Demo;

/// <summary>The demonstration data as it stands in the files of this folder. All of it is invented, but for the public records.</summary>
internal static class DemoFiles
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static List<T> Read<T>(string name)
    {
        using var stream = typeof(DemoFiles).Assembly.GetManifestResourceStream($"Demo/{name}.json")
            ?? throw new InvalidOperationException($"Demo/{name}.json is not in the assembly.");
        return JsonSerializer.Deserialize<List<T>>(stream, Json)!;
    }
}

internal sealed record DemoPerson(string Key, string DisplayName, string Email, string Organisation, string? MembershipRole, string? PlatformRole, string DutyZh, string DutyEn);

internal sealed record DemoEquipment(string Zh, string? En);

internal sealed record DemoOutcome(string Kind, string Title, int Year, string? Abstract, string? Identifier);

internal sealed record DemoOrganisation(
    string NameZh, string NameEn, string Kind, string Uscc, string? Country, string Region, string Tier, string SummaryZh, string SummaryEn,
    List<string> FieldsZh, List<string> FieldsEn, List<string>? KeywordsZh, List<string>? KeywordsEn, List<DemoEquipment>? Equipment,
    List<DemoOutcome>? Outcomes, string? ContactName, string? Group, string? GroupGrounds);

internal sealed record DemoIndicator(
    string Name, string Comparator, decimal? Value, decimal? ValueTo, string Unit, string? Baseline, string TestMethod, int Weight, bool Mandatory);

internal sealed record DemoBounty(string Type, decimal? MinWan, decimal? MaxWan);

internal sealed record DemoFunding(int OwnPercent, int PublicPercent, int GoiPercent);

internal sealed record DemoPayment(string Name, int Percent);

internal sealed record DemoQuestion(string Question, string Answer);

internal sealed record DemoBid(string Lab, decimal RequestedWan, string Route, string? Result, string? Feedback);

internal sealed record DemoChallenge(
    string Key, string Publisher, string Kind, string Category, string NeedType, string Title, string TitleEn, string SummaryEn, string Background,
    string CurrentLevel, string Target, string PublicSummary, string? ConfidentialPart, List<DemoIndicator> Indicators, List<string> Deliverables,
    string BidderRequirements, string Mode, int MaxWinners, DemoBounty Bounty, DemoFunding Funding, List<DemoPayment> PaymentPlan, int PeriodMonths,
    string IpRule, List<string> ResourcesOffered, string? RiskSharing, string AcceptanceMethod, int TrlFrom, int TrlTo, List<string> Leading,
    List<string> Hardcore, string? IndustryCode, int OpenDays, string Stage, List<DemoBid> Bids, List<DemoQuestion> Questions,
    string? DirectedReason, List<string>? Invited, bool Contract = false);

internal sealed record DemoRecord(
    string Title, int Year, string? Field, List<string> Leading, List<string> Hardcore, string Publisher, string Kind, string? Mode,
    List<string> Indicators, decimal? BountyWan, string SourceUrl, string? Note);
