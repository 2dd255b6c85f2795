using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The steps of the form of a bid, in order; the name is part of the address.</summary>
public enum BidStep { Team = 1, Approach, Indicators, Plan, Terms, Files, Summary }

/// <summary>Where each field of a bid is asked for.</summary>
public static class BidSteps
{
    public static IReadOnlyList<BidStep> All { get; } = Enum.GetValues<BidStep>();

    public static string Slug(BidStep step) => step switch
    {
        BidStep.Team => "team",
        BidStep.Approach => "approach",
        BidStep.Indicators => "indicators",
        BidStep.Plan => "plan",
        BidStep.Terms => "terms",
        BidStep.Files => "files",
        BidStep.Summary => "summary",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Unknown step."),
    };

    public static BidStep? Find(string? slug) => All.Where(s => Slug(s) == slug).Select(s => (BidStep?)s).FirstOrDefault();

    public static string Address(Guid bidId, BidStep step) => $"/workspace/bids/{bidId}/edit/{Slug(step)}";

    public static BidStep Next(BidStep step) => step < BidStep.Summary ? step + 1 : step;

    /// <summary>The step that asks for the field of a refusal, such as <c>WorkPlan[1].Month</c>.</summary>
    public static BidStep Of(Refusal refusal) => (refusal.Field ?? "").Split('.', '[')[0] switch
    {
        "Leader" or "Team" or "Partners" or "LeadShare" => BidStep.Team,
        "Understanding" or "Route" or "Alternatives" or "Innovation" or "TrlNow" or "TrlEnd" => BidStep.Approach,
        "Responses" => BidStep.Indicators,
        "WorkPlan" or "Budget" or "RequestedBounty" => BidStep.Plan,
        "PriorResults" or "Equipment" or "RiskPlan" or "IpOwnership" or "IpProposal" or "TransferPlan" or "ConflictNote"
            or "NoHiddenConflict" or "Truthful" or "Pledged" or "PledgedBy" => BidStep.Terms,
        "File" or "Files" => BidStep.Files,
        _ => BidStep.Summary,
    };
}
