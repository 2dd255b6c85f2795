using Marketplace.Kernel;

namespace Marketplace.Contracts.Milestones;

/// <summary>What the findings of an acceptance need: a verdict on every indicator, and at the last milestone every mandatory one met.</summary>
internal static class VerdictRules
{
    /// <param name="isWhole">Not where a part is accepted: then the rest is still to come.</param>
    public static List<Refusal> Check(IReadOnlyList<AcceptMilestone.Finding> findings, Contract contract, Milestone milestone, bool isWhole = true)
    {
        var found = new List<Refusal>();
        var given = findings.Select(f => f.Position).ToList();
        if (given.Count != contract.Indicators.Count || given.Distinct().Count() != given.Count || !given.All(p => contract.Indicators.Exists(i => i.Position == p)))
        {
            return [new Refusal("milestone.findings_left_out", "Findings")];
        }

        // The last of the plan, and whichever is left over last: neither may pass by what the challenge demands.
        var isLast = isWhole && (IsLastOfPlan(contract, milestone) || contract.Milestones.TrueForAll(m => m.Id == milestone.Id || m.IsAccepted));
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            Check(found, finding, isLast && contract.Indicators.First(x => x.Position == finding.Position).Mandatory, $"Findings[{i}].");
        }

        return found;
    }

    // The rest of a milestone stands where that one stood.
    private static bool IsLastOfPlan(Contract contract, Milestone milestone)
    {
        var origin = milestone;
        while (origin.SplitFromId is { } from) origin = contract.Milestones.First(m => m.Id == from);
        return origin.Position == contract.Milestones.Where(m => m.SplitFromId is null).Max(m => m.Position);
    }

    private static void Check(List<Refusal> found, AcceptMilestone.Finding finding, bool mustBeMet, string at)
    {
        if (finding.Verdict is not { } verdict || !Enum.IsDefined(verdict)) found.Add(new Refusal("milestone.verdict_missing", at + nameof(finding.Verdict)));
        else if (mustBeMet && verdict != IndicatorVerdict.Met) found.Add(new Refusal("milestone.mandatory_unmet", at + nameof(finding.Verdict)));
        else if (verdict != IndicatorVerdict.NotYetDue) TypedText.Require(found, finding.Measured, at + nameof(finding.Measured));
        TypedText.Check(found, finding.Measured, ContractRules.MaxFinding, at + nameof(finding.Measured));
        TypedText.Check(found, finding.Method, ContractRules.MaxFinding, at + nameof(finding.Method));
        TypedText.Check(found, finding.Laboratory, ContractRules.MaxFinding, at + nameof(finding.Laboratory));
    }
}
