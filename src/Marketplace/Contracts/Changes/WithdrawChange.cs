using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

/// <summary>The side that proposed a change takes it back before it is in force.</summary>
public sealed class WithdrawChange(Writer writer)
{
    public sealed record Input(Guid ContractId);

    public Task<Result<ChangeStatus>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<ChangeStatus>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.PartyOf(contract, actor) is null) return Refusal.NotFound;
        if (await ChangeAccess.Open(w.Db, contract.Id, ct) is not { } change) return new Refusal("change.none");
        if (!ChangeAccess.MayWithdraw(change, contract, actor)) return Refusal.NotFound;
        var withdrawn = change.Withdraw(w.Now);
        if (withdrawn.IsOk) w.Record(new ChangeWithdrawn(ContractRef.Of(contract), change.Id, change.Party), actor);
        return withdrawn;
    }, ct);
}
