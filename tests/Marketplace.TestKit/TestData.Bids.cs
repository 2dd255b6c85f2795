using Marketplace.Bids;
using Marketplace.Challenges;

namespace Marketplace.TestKit;

public static partial class TestData
{
    /// <summary>A bid that may be submitted, for the given indicators; the marker stands in many of its texts.</summary>
    public static BidContent CompleteBid(IReadOnlyList<Indicator> indicators, string marker = "plain", string bounty = "120万") => new()
    {
        Leader = new BidLeader { Name = $"Chen {marker}", Degree = "PhD", Title = "Professor", Field = "Power devices", HoursPerWeek = 20, Record = $"Ten years of {marker}" },
        Team = [new TeamMember($"Wu {marker}", "Packaging", "Materials", 30)],
        LeadShare = 70,
        Partners = [new Partner($"Partner {marker}", "91310115MA1K3BXX0X", $"Testing {marker}", 30)],
        Understanding = $"The need is {marker}",
        Route = $"The route is {marker}",
        Alternatives = $"Otherwise {marker}",
        Innovation = $"New is {marker}",
        TrlNow = 4,
        TrlEnd = 7,
        Responses = [.. indicators.Select(i => new IndicatorResponse(i.Id, ResponseStance.Meets, $"{i.Value} {i.Unit} {marker}", $"Third-party laboratory {marker}"))],
        WorkPlan = [new PlannedMilestone($"Sample {marker}", 6, $"Ten samples {marker}", 40), new PlannedMilestone($"Line {marker}", 12, $"Line test {marker}", 60)],
        Budget = [new BudgetLine($"Materials {marker}", "80万"), new BudgetLine("Staff", "400,000")],
        RequestedBounty = bounty,
        PriorResults = [new PriorResult(PriorResultKind.Patent, $"Patent {marker}", 2024, "ZL2024")],
        Equipment = $"Furnace {marker}",
        RiskPlan = $"If it fails {marker}",
        IpOwnership = IpRule.Joint,
        IpProposal = $"Shared {marker}",
        TransferPlan = $"Landing in Pudong {marker}",
        ConflictNote = $"None but {marker}",
        NoHiddenConflict = true,
        Truthful = true,
        Pledged = true,
        PledgedBy = $"Dean {marker}",
    };
}
