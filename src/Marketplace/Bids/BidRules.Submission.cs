using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Bids;

public static partial class BidRules
{
    /// <summary>Everything that keeps a draft from being submitted, in the order of the form; empty where it may be.</summary>
    public static List<Refusal> Complete(BidContent bid, BidTerms terms)
    {
        var found = Bounds(bid);
        if (found.Count > 0) return found;
        TeamIsNamed(found, bid);
        SharesAddUp(found, bid);
        PartnersAreIndependent(found, bid, terms);
        Needed(found, (bid.Understanding, nameof(bid.Understanding)), (bid.Route, nameof(bid.Route)), (bid.Innovation, nameof(bid.Innovation)));
        Needed(found, bid.TrlNow, nameof(bid.TrlNow));
        Needed(found, bid.TrlEnd, nameof(bid.TrlEnd));
        if (bid.TrlEnd < bid.TrlNow) found.Add(new Refusal("bid.trl_falls", nameof(bid.TrlEnd)));
        EveryIndicatorIsAnswered(found, bid, terms);
        PlanHolds(found, bid, terms);
        BudgetIsReadable(found, bid, terms);
        BountyFits(found, bid, terms);
        PriorResultsAreNamed(found, bid);
        Needed(found, (bid.RiskPlan, nameof(bid.RiskPlan)), (bid.IpProposal, nameof(bid.IpProposal)));
        Needed(found, bid.IpOwnership, nameof(bid.IpOwnership));
        Needed(found, (bid.TransferPlan, nameof(bid.TransferPlan)));
        Declared(found, bid);
        return found;
    }

    /// <summary>The requested bounty in the currency of the challenge.</summary>
    public static Result<Money> Requested(BidContent bid, BidTerms terms) =>
        AmountText.Parse(bid.RequestedBounty, terms.Bounty.Currency, nameof(bid.RequestedBounty));

    /// <summary>Amounts that were typed and cannot be read; what is still empty is none of them.</summary>
    public static IEnumerable<Refusal> UnreadableAmounts(BidContent bid, BidTerms terms)
    {
        var requested = string.IsNullOrEmpty(bid.RequestedBounty) ? [] : Requested(bid, terms).Refusals;
        return [.. requested, .. bid.Budget.SelectMany((line, i) => string.IsNullOrEmpty(line.Amount) ? [] : Amount(line, i, terms).Refusals)];
    }

    private static Result<Money> Amount(BudgetLine line, int at, BidTerms terms) => AmountText.Parse(line.Amount, terms.Bounty.Currency, $"Budget[{at}].Amount");

    private static void TeamIsNamed(List<Refusal> found, BidContent bid)
    {
        Needed(found, (bid.Leader.Name, "Leader.Name"), (bid.Leader.Title, "Leader.Title"), (bid.Leader.Field, "Leader.Field"), (bid.Leader.Record, "Leader.Record"));
        Needed(found, bid.Leader.HoursPerWeek, "Leader.HoursPerWeek");
        for (var i = 0; i < bid.Team.Count; i++) Needed(found, (bid.Team[i].Name, $"Team[{i}].Name"), (bid.Team[i].Role, $"Team[{i}].Role"));
    }

    private static void SharesAddUp(List<Refusal> found, BidContent bid)
    {
        for (var i = 0; i < bid.Partners.Count; i++)
        {
            var partner = bid.Partners[i];
            Needed(found, (partner.Name, $"Partners[{i}].Name"), (partner.Role, $"Partners[{i}].Role"));
            Needed(found, partner.Share, $"Partners[{i}].Share");
            if (partner.CreditCode.Length > 0 && !UnifiedSocialCreditCode.Check(partner.CreditCode).IsWellFormed) found.Add(new Refusal("bid.partner_code", $"Partners[{i}].CreditCode"));
        }

        // The lead that works alone does all of it, whether it says so or not.
        if (bid is { Partners.Count: 0, LeadShare: null or 100 }) return;
        Needed(found, bid.LeadShare, nameof(bid.LeadShare));
        var sum = (bid.LeadShare ?? 0) + bid.Partners.Sum(p => p.Share ?? 0);
        if (sum != 100) found.Add(new Refusal("bid.shares_sum", nameof(bid.LeadShare), sum));
    }

    // Who may not lead a bid takes no part in one.
    private static void PartnersAreIndependent(List<Refusal> found, BidContent bid, BidTerms terms)
    {
        for (var i = 0; i < bid.Partners.Count; i++)
        {
            if (bid.Partners.Take(i).Any(p => bid.Partners[i].Is(p.Name, p.CreditCode))) found.Add(new Refusal("bid.partner_twice", $"Partners[{i}].Name"));
            if (terms.Lead?.IsMeantBy(bid.Partners[i]) is true) found.Add(new Refusal("bid.partner_is_lead", $"Partners[{i}].Name"));
            if (terms.PublisherSide.Any(o => o.IsMeantBy(bid.Partners[i]))) found.Add(new Refusal("bid.partner_same_group", $"Partners[{i}].Name"));
        }
    }

    private static void EveryIndicatorIsAnswered(List<Refusal> found, BidContent bid, BidTerms terms)
    {
        for (var i = 0; i < terms.Indicators.Count; i++)
        {
            var required = terms.Indicators[i];
            var response = bid.Responses.FirstOrDefault(r => r.IndicatorId == required.Id);
            if (response?.Stance is null) found.Add(new Refusal("bid.indicator_unanswered", $"Responses[{i}].Stance", required.Name));
            else if (string.IsNullOrWhiteSpace(response.Promise)) found.Add(new Refusal("bid.indicator_without_value", $"Responses[{i}].Promise", required.Name));
            else if (string.IsNullOrWhiteSpace(response.Proof)) found.Add(new Refusal("bid.indicator_without_proof", $"Responses[{i}].Proof", required.Name));
        }

        if (bid.Responses.Select(r => r.IndicatorId).Distinct().Count() != bid.Responses.Count) found.Add(new Refusal("bid.indicator_twice", nameof(bid.Responses)));
    }

    private static void PlanHolds(List<Refusal> found, BidContent bid, BidTerms terms)
    {
        var plan = bid.WorkPlan;
        if (plan.Count < MinMilestones) found.Add(new Refusal("bid.too_few_milestones", nameof(bid.WorkPlan), MinMilestones));
        for (var i = 0; i < plan.Count; i++)
        {
            Needed(found, (plan[i].Title, $"WorkPlan[{i}].Title"), (plan[i].Deliverable, $"WorkPlan[{i}].Deliverable"));
            Needed(found, plan[i].Month, $"WorkPlan[{i}].Month");
            Needed(found, plan[i].BountyPercent, $"WorkPlan[{i}].BountyPercent");
            if (i > 0 && plan[i].Month <= plan[i - 1].Month) found.Add(new Refusal("bid.milestone_order", $"WorkPlan[{i}].Month"));
            if (plan[i].Month > terms.PeriodMonths) found.Add(new Refusal("bid.milestone_too_late", $"WorkPlan[{i}].Month", terms.PeriodMonths));
        }

        var sum = plan.Sum(m => m.BountyPercent ?? 0);
        if (plan.Count > 0 && sum != 100) found.Add(new Refusal("bid.milestones_sum", nameof(bid.WorkPlan), sum));
    }

    private static void BudgetIsReadable(List<Refusal> found, BidContent bid, BidTerms terms)
    {
        if (bid.Budget.Count == 0) found.Add(new Refusal("bid.no_budget", nameof(bid.Budget)));
        for (var i = 0; i < bid.Budget.Count; i++)
        {
            Needed(found, (bid.Budget[i].Name, $"Budget[{i}].Name"));
            found.AddRange(Amount(bid.Budget[i], i, terms).Refusals);
        }
    }

    // Below the offered range a bidder may stay; above it the publisher would not pay.
    private static void BountyFits(List<Refusal> found, BidContent bid, BidTerms terms)
    {
        var requested = Requested(bid, terms);
        found.AddRange(requested.Refusals);
        var most = terms.Bounty.Type switch
        {
            BountyType.Fixed => terms.Bounty.LowMinor,
            BountyType.Range => terms.Bounty.HighMinor,
            BountyType.Negotiable => null,
            _ => throw new ArgumentOutOfRangeException(nameof(terms), terms.Bounty.Type, "Unknown type of bounty."),
        };
        if (requested.IsOk && requested.Value.Minor > most)
        {
            found.Add(new Refusal("bid.bounty_above_offer", nameof(bid.RequestedBounty), new Money(most.Value, terms.Bounty.Currency)));
        }
    }

    private static void PriorResultsAreNamed(List<Refusal> found, BidContent bid)
    {
        for (var i = 0; i < bid.PriorResults.Count; i++)
        {
            Needed(found, bid.PriorResults[i].Kind, $"PriorResults[{i}].Kind");
            Needed(found, (bid.PriorResults[i].Title, $"PriorResults[{i}].Title"));
        }
    }

    private static void Declared(List<Refusal> found, BidContent bid)
    {
        if (!bid.NoHiddenConflict) found.Add(new Refusal("bid.conflict_undeclared", nameof(bid.NoHiddenConflict)));
        if (!bid.Truthful) found.Add(new Refusal("bid.truth_undeclared", nameof(bid.Truthful)));
        if (!bid.Pledged) found.Add(new Refusal("bid.not_pledged", nameof(bid.Pledged)));
        Needed(found, (bid.PledgedBy, nameof(bid.PledgedBy)));
    }

    private static void Needed(List<Refusal> found, params ReadOnlySpan<(string Text, string Field)> texts)
    {
        foreach (var (text, field) in texts)
        {
            if (string.IsNullOrWhiteSpace(text)) found.Add(new Refusal("field.required", field));
        }
    }

    private static void Needed<T>(List<Refusal> found, T? value, string field) where T : struct
    {
        if (value is null) found.Add(new Refusal("field.required", field));
    }
}
