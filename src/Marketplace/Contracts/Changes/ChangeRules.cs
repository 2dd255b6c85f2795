using Marketplace.Contracts.Milestones;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

/// <summary>A change as typed, checked: the dates that really change, and the new leader.</summary>
internal sealed record CheckedChange(IReadOnlyList<ChangedDue> Dues, string? Leader, bool IsMaterial, bool IsExtension);

/// <summary>What may change in a signed contract, and when it takes an officer's word. Money that is accepted or paid is never touched: amounts do not change here.</summary>
internal static class ChangeRules
{
    /// <summary>The end moves once, by a year at most; a delay above half a year is material. Usual in rules on funded research; a default of this platform.</summary>
    public const int MostMonths = 12, MaterialMonths = 6;

    public static Result<CheckedChange> Check(ProposeChange.Input input, Contract contract, bool wasExtended, DateOnly today)
    {
        if (contract.Status != ContractStatus.InProgress) return new Refusal("contract.not_in_progress");
        var found = new List<Refusal>();
        var dues = Dues(found, input, contract, today);
        var leader = Leader(found, input, contract);
        if (found.Count > 0) return found;
        if (dues.Count == 0 && leader is null) return new Refusal("change.nothing");
        var isExtension = dues.Count > 0 && EndAfter(contract, dues) > End(contract);
        if (isExtension && wasExtended) return new Refusal("change.extended_before");
        if (isExtension && EndAfter(contract, dues) > End(contract).AddMonths(MostMonths)) return new Refusal("change.too_long", null, MostMonths);
        return new CheckedChange(dues, leader, leader is not null || dues.Any(d => d.After > d.Before.AddMonths(MaterialMonths)), isExtension);
    }

    /// <summary>The milestone waits for what it pays for.</summary>
    public static bool IsAwaited(Milestone milestone) => milestone.Status is MilestoneStatus.Planned or MilestoneStatus.Rectifying;

    private static List<ChangedDue> Dues(List<Refusal> found, ProposeChange.Input input, Contract contract, DateOnly today)
    {
        var dues = new List<ChangedDue>();
        for (var i = 0; i < input.Dues.Count; i++)
        {
            var (position, on) = input.Dues[i];
            if (on is not { } after || contract.Milestones.Find(m => m.Position == position) is not { DueOn: { } before } milestone || after == before) continue;
            if (!IsAwaited(milestone)) found.Add(new Refusal("change.milestone_closed", $"Dues[{i}].On", position));
            else if (after < today) found.Add(new Refusal("change.in_the_past", $"Dues[{i}].On"));
            else if (after > before.AddMonths(MostMonths)) found.Add(new Refusal("change.too_long", $"Dues[{i}].On", MostMonths));
            else if (!dues.Exists(d => d.Position == position)) dues.Add(new ChangedDue { MilestoneId = milestone.Id, Position = position, Before = before, After = after });
        }

        return dues;
    }

    private static string? Leader(List<Refusal> found, ProposeChange.Input input, Contract contract)
    {
        if (string.IsNullOrWhiteSpace(input.Leader) || input.Leader == contract.Leader) return null;
        if (contract.Leader is null) found.Add(new Refusal("change.no_leader", nameof(input.Leader)));
        TypedText.Check(found, input.Leader, ContractRules.MaxLeader, nameof(input.Leader));
        return input.Leader;
    }

    private static DateOnly End(Contract contract) => contract.Milestones.Max(m => m.DueOn!.Value);

    private static DateOnly EndAfter(Contract contract, IReadOnlyList<ChangedDue> dues) =>
        contract.Milestones.Max(m => dues.FirstOrDefault(d => d.MilestoneId == m.Id)?.After ?? m.DueOn!.Value);
}
