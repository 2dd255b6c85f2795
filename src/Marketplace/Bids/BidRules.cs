using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Bids;

/// <summary>What of a challenge a bid must answer.</summary>
public sealed record BidTerms(IReadOnlyList<Indicator> Indicators, Bounty Bounty, int? PeriodMonths)
{
    /// <summary>The publisher and its group: no partners of a bid.</summary>
    public IReadOnlyList<OrganisationNames> PublisherSide { get; init; } = [];

    /// <summary>The bidder itself, which is no partner of its own.</summary>
    public OrganisationNames? Lead { get; init; }
}

/// <summary>An organisation by what a bid may call it.</summary>
public sealed record OrganisationNames(string Name, string? NameEn, string? CreditCode)
{
    public bool IsMeantBy(Partner partner) =>
        partner.Is(Name, CreditCode) || partner.Is(NameEn, creditCode: null);
}

/// <summary>Limits of a bid, for drafts and submissions. What a submission needs beyond them stands in the other part.</summary>
public static partial class BidRules
{
    /// <summary>Characters of a name or title.</summary>
    public const int MaxShort = 200;

    /// <summary>Characters of a note in a table.</summary>
    public const int MaxNote = 1000;

    /// <summary>Characters of a long text such as the route.</summary>
    public const int MaxLong = 8000;

    public const int MaxTeam = 30;

    /// <summary>One lead and at most four partners, as the Ministry of Industry and Information Technology asks of a consortium.</summary>
    public const int MaxPartners = 4;
    public const int MinMilestones = 2;
    public const int MaxMilestones = 12;
    public const int MaxBudgetLines = 20;
    public const int MaxPriorResults = 30;
    public const int MaxFiles = 10;

    /// <summary>Bytes of one attached file, 20 MiB.</summary>
    public const int MaxFileBytes = 20 * 1024 * 1024;
    public const int MaxHoursPerWeek = 80;
    public const int MaxIdempotencyKey = 100;

    /// <summary>What even a draft keeps to: lengths, counts and ranges.</summary>
    public static List<Refusal> Bounds(BidContent bid)
    {
        var found = new List<Refusal>();
        Leader(found, bid.Leader);
        Each(found, bid.Team, nameof(bid.Team), MaxTeam, Member);
        Each(found, bid.Partners, nameof(bid.Partners), MaxPartners, PartnerBounds);
        Range(found, bid.LeadShare, 1, 100, nameof(bid.LeadShare));
        Texts(found, MaxLong, (bid.Understanding, nameof(bid.Understanding)), (bid.Route, nameof(bid.Route)), (bid.Alternatives, nameof(bid.Alternatives)),
            (bid.Innovation, nameof(bid.Innovation)), (bid.Equipment, nameof(bid.Equipment)), (bid.RiskPlan, nameof(bid.RiskPlan)),
            (bid.IpProposal, nameof(bid.IpProposal)), (bid.TransferPlan, nameof(bid.TransferPlan)), (bid.ConflictNote, nameof(bid.ConflictNote)));
        Range(found, bid.TrlNow, 1, 9, nameof(bid.TrlNow));
        Range(found, bid.TrlEnd, 1, 9, nameof(bid.TrlEnd));
        Each(found, bid.Responses, nameof(bid.Responses), ChallengeRules.MaxIndicators, Response);
        Each(found, bid.WorkPlan, nameof(bid.WorkPlan), MaxMilestones, Milestone);
        Each(found, bid.Budget, nameof(bid.Budget), MaxBudgetLines, Line);
        Text(found, bid.RequestedBounty, AmountText.LongestText, nameof(bid.RequestedBounty));
        Each(found, bid.PriorResults, nameof(bid.PriorResults), MaxPriorResults, Prior);
        Text(found, bid.PledgedBy, MaxShort, nameof(bid.PledgedBy));
        Defined(found, bid.IpOwnership, nameof(bid.IpOwnership));
        return found;
    }

    private static void Leader(List<Refusal> found, BidLeader leader)
    {
        Texts(found, MaxShort, (leader.Name, "Leader.Name"), (leader.Degree, "Leader.Degree"), (leader.Title, "Leader.Title"), (leader.Field, "Leader.Field"));
        Range(found, leader.HoursPerWeek, 1, MaxHoursPerWeek, "Leader.HoursPerWeek");
        Text(found, leader.Record, MaxLong, "Leader.Record");
    }

    private static void Member(List<Refusal> found, TeamMember member, string at)
    {
        Texts(found, MaxShort, (member.Name, at + ".Name"), (member.Role, at + ".Role"), (member.Field, at + ".Field"));
        Range(found, member.HoursPerWeek, 0, MaxHoursPerWeek, at + ".HoursPerWeek");
    }

    private static void PartnerBounds(List<Refusal> found, Partner partner, string at)
    {
        Texts(found, MaxShort, (partner.Name, at + ".Name"), (partner.CreditCode, at + ".CreditCode"));
        Text(found, partner.Role, MaxNote, at + ".Role");
        Range(found, partner.Share, 0, 100, at + ".Share");
    }

    private static void Response(List<Refusal> found, IndicatorResponse response, string at)
    {
        Texts(found, MaxNote, (response.Promise, at + ".Promise"), (response.Proof, at + ".Proof"));
        Defined(found, response.Stance, at + ".Stance");
    }

    private static void Milestone(List<Refusal> found, PlannedMilestone milestone, string at)
    {
        Text(found, milestone.Title, MaxShort, at + ".Title");
        Text(found, milestone.Deliverable, MaxNote, at + ".Deliverable");
        Range(found, milestone.Month, 1, ChallengeRules.MaxPeriodMonths, at + ".Month");
        Range(found, milestone.BountyPercent, 0, 100, at + ".BountyPercent");
    }

    private static void Line(List<Refusal> found, BudgetLine line, string at)
    {
        Text(found, line.Name, MaxShort, at + ".Name");
        Text(found, line.Amount, AmountText.LongestText, at + ".Amount");
    }

    private static void Prior(List<Refusal> found, PriorResult prior, string at)
    {
        Defined(found, prior.Kind, at + ".Kind");
        Texts(found, MaxNote, (prior.Title, at + ".Title"), (prior.Reference, at + ".Reference"));
        // Years are text: a number in a sentence gets thousands separators.
        if (prior.Year is < 1950 or > 2100) found.Add(new Refusal("field.out_of_range", at + ".Year", "1950", "2100"));
    }

    private static void Each<T>(List<Refusal> found, IReadOnlyList<T> rows, string field, int most, Action<List<Refusal>, T, string> check)
    {
        if (rows.Count > most)
        {
            found.Add(new Refusal("field.too_many", field, most));
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is { } row) check(found, row, $"{field}[{i}]");
            else found.Add(new Refusal("field.required", $"{field}[{i}]"));
        }
    }

    private static void Texts(List<Refusal> found, int most, params ReadOnlySpan<(string Text, string Field)> texts)
    {
        foreach (var (text, field) in texts) Text(found, text, most, field);
    }

    private static void Text(List<Refusal> found, string? text, int most, string field)
    {
        // Line ends of either kind are fine; a form tidies them, a program may not.
        TypedText.Check(found, text?.Replace("\r\n", "\n", StringComparison.Ordinal), most, field);
    }

    private static void Range(List<Refusal> found, int? number, int least, int most, string field)
    {
        if (number is { } given && (given < least || given > most)) found.Add(new Refusal("field.out_of_range", field, least, most));
    }

    private static void Defined<TEnum>(List<Refusal> found, TEnum? value, string field) where TEnum : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given)) found.Add(new Refusal("field.unknown_choice", field));
    }
}
