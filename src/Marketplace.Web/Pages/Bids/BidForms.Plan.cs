using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Bids;

public sealed class MilestoneForm
{
    public string? Title { get; set; }
    public string? Month { get; set; }
    public string? Deliverable { get; set; }
    public string? BountyPercent { get; set; }
}

public sealed class BudgetForm
{
    public string? Name { get; set; }
    public string? Amount { get; set; }
}

/// <summary>When what is there, and what it costs.</summary>
public sealed class PlanForm : IBidForm
{
    public List<MilestoneForm> WorkPlan { get; set; } = [];
    public List<BudgetForm> Budget { get; set; } = [];
    public string? RequestedBounty { get; set; }

    public static PlanForm Of(BidContent bid) => new()
    {
        // Rows to write in from the start; those left empty are not kept.
        WorkPlan = [.. bid.WorkPlan.Select(m => new MilestoneForm
        {
            Title = m.Title, Month = Typed.Show(m.Month), Deliverable = m.Deliverable, BountyPercent = Typed.Show(m.BountyPercent),
        }), .. Enumerable.Range(0, Math.Max(0, BidRules.MinMilestones - bid.WorkPlan.Count)).Select(_ => new MilestoneForm())],
        Budget = [.. bid.Budget.Select(b => new BudgetForm { Name = b.Name, Amount = b.Amount }).DefaultIfEmpty(new BudgetForm())],
        RequestedBounty = bid.RequestedBounty,
    };

    public BidContent ApplyTo(BidContent bid, List<Refusal> faults)
    {
        WorkPlan = Typed.Filled(WorkPlan, m => m.Title, m => m.Month, m => m.Deliverable, m => m.BountyPercent);
        Budget = Typed.Filled(Budget, b => b.Name, b => b.Amount);
        return bid with
        {
            WorkPlan = [.. WorkPlan.Select((m, i) => new PlannedMilestone(Typed.Line(m.Title), Typed.Whole(m.Month, $"WorkPlan[{i}].Month", faults),
                Typed.Lines(m.Deliverable), Typed.Whole(m.BountyPercent, $"WorkPlan[{i}].BountyPercent", faults)))],
            Budget = [.. Budget.Select(b => new BudgetLine(Typed.Line(b.Name), Typed.Line(b.Amount)))],
            RequestedBounty = Typed.Line(RequestedBounty),
        };
    }

    public void ChangeRows(string? add, string? remove, int at)
    {
        Typed.Change(WorkPlan, add == nameof(WorkPlan), remove == nameof(WorkPlan), at, BidRules.MaxMilestones);
        Typed.Change(Budget, add == nameof(Budget), remove == nameof(Budget), at, BidRules.MaxBudgetLines);
    }
}

public sealed class PriorResultForm
{
    public PriorResultKind? Kind { get; set; }
    public string? Title { get; set; }
    public string? Year { get; set; }
    public string? Reference { get; set; }
}

/// <summary>What stands behind the bid: results, equipment, risk, rights, and what is declared.</summary>
public sealed class TermsForm : IBidForm
{
    public List<PriorResultForm> PriorResults { get; set; } = [];
    public string? Equipment { get; set; }
    public string? RiskPlan { get; set; }
    public IpRule? IpOwnership { get; set; }
    public string? IpProposal { get; set; }
    public string? TransferPlan { get; set; }
    public string? ConflictNote { get; set; }
    public bool NoHiddenConflict { get; set; }
    public bool Truthful { get; set; }
    public bool Pledged { get; set; }
    public string? PledgedBy { get; set; }

    public static TermsForm Of(BidContent bid) => new()
    {
        PriorResults = [.. bid.PriorResults.Select(p => new PriorResultForm { Kind = p.Kind, Title = p.Title, Year = Typed.Show(p.Year), Reference = p.Reference })],
        Equipment = bid.Equipment, RiskPlan = bid.RiskPlan, IpOwnership = bid.IpOwnership, IpProposal = bid.IpProposal, TransferPlan = bid.TransferPlan,
        ConflictNote = bid.ConflictNote, NoHiddenConflict = bid.NoHiddenConflict, Truthful = bid.Truthful, Pledged = bid.Pledged, PledgedBy = bid.PledgedBy,
    };

    public BidContent ApplyTo(BidContent bid, List<Refusal> faults)
    {
        PriorResults = Typed.Filled(PriorResults, p => p.Title, p => p.Year, p => p.Reference);
        return bid with
        {
            PriorResults = [.. PriorResults.Select((p, i) => new PriorResult(p.Kind, Typed.Line(p.Title), Typed.Whole(p.Year, $"PriorResults[{i}].Year", faults), Typed.Line(p.Reference)))],
            Equipment = Typed.Lines(Equipment), RiskPlan = Typed.Lines(RiskPlan), IpOwnership = IpOwnership, IpProposal = Typed.Lines(IpProposal),
            TransferPlan = Typed.Lines(TransferPlan), ConflictNote = Typed.Lines(ConflictNote), NoHiddenConflict = NoHiddenConflict, Truthful = Truthful,
            Pledged = Pledged, PledgedBy = Typed.Line(PledgedBy),
        };
    }

    public void ChangeRows(string? add, string? remove, int at) =>
        Typed.Change(PriorResults, add == nameof(PriorResults), remove == nameof(PriorResults), at, BidRules.MaxPriorResults);
}
