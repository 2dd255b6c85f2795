using Marketplace.Kernel;

namespace Marketplace.Contracts.Milestones;

/// <summary>What the findings of an acceptance need: a verdict on every indicator, and at the last milestone every mandatory one met.</summary>
internal static class VerdictRules
{
    public static List<Refusal> Check(AcceptMilestone.Input input, Contract contract, Milestone milestone)
    {
        var found = new List<Refusal>();
        var given = input.Findings.Select(f => f.Position).ToList();
        if (given.Count != contract.Indicators.Count || given.Distinct().Count() != given.Count || !given.All(p => contract.Indicators.Exists(i => i.Position == p)))
        {
            return [new Refusal("milestone.findings_left_out", "Findings")];
        }

        // The last of the plan, and whichever is left over last: neither may pass by what the challenge demands.
        var isLast = milestone.Position == contract.Milestones.Max(m => m.Position) || contract.Milestones.TrueForAll(m => m.Id == milestone.Id || m.IsAccepted);
        for (var i = 0; i < input.Findings.Count; i++)
        {
            var finding = input.Findings[i];
            Check(found, finding, isLast && contract.Indicators.First(x => x.Position == finding.Position).Mandatory, $"Findings[{i}].");
        }

        return found;
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
