using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

/// <summary>An officer of neither side approves a material change to which both have agreed, or refuses it.</summary>
public sealed class DecideChange(Writer writer)
{
    public sealed record Input(Guid ContractId, Guid ChangeId, bool Approves, string? Reason);

    public Task<Result<ChangeStatus>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<ChangeStatus>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract || !ChangeAccess.IsOfficer(contract, actor)) return Refusal.NotFound;
        if (await ChangeAccess.Open(w.Db, contract.Id, ct) is not { Status: ChangeStatus.Consented } change) return new Refusal("change.none");
        if (!ChangeAccess.MayDecide(change, contract, actor)) return Refusal.NotFound;
        if (change.Id != input.ChangeId) return Refusal.Stale;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var decided = change.Decide(input.Approves, reason!, actor, w.Now);
        if (!decided.IsOk) return decided;
        if (input.Approves) return ChangeEffect.Take(w, contract, change, actor, reason);
        w.Record(new ChangeRefused(ContractRef.Of(contract), change.Id), actor, reason);
        return decided;
    }, ct);
}
