using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Contracts.Milestones;

/// <summary>The publisher sends a milestone back to be put right, with its reason; after the one rectification it has failed.</summary>
public sealed class RejectMilestone(Writer writer)
{
    public sealed record Input(Guid ContractId, Guid MilestoneId, string? Reason);

    public Task<Result<MilestoneStatus>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<MilestoneStatus>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (!ContractAccess.Speaks(contract, Deed.AcceptMilestone, actor)) return Refusal.NotFound;
        if (contract.Milestones.Find(m => m.Id == input.MilestoneId) is not { } milestone) return Refusal.NotFound;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var moved = milestone.Reject(reason!, actor, w.Now);
        if (moved.IsOk) w.Record(new MilestoneRejected(ContractRef.Of(contract), milestone.Id, milestone.Position, moved.Value == MilestoneStatus.Failed), actor, reason);
        return moved;
    }, ct);
}
