using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Ends;

/// <summary>The side that asked to end the contract takes it back.</summary>
public sealed class WithdrawTermination(Writer writer)
{
    public sealed record Input(Guid ContractId);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.PartyOf(contract, actor) is not { } party) return Refusal.NotFound;
        if (await TerminationAccess.Open(w.Db, contract.Id, ct) is not { } asked) return new Refusal("termination.none");
        if (asked.Party != party) return Refusal.NotFound;
        if (asked.Move(TerminationAction.Withdraw, null, actor, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new TerminationWithdrawn(ContractRef.Of(contract), asked.Id, asked.Ground, party), actor);
        return default(Done);
    }, ct);
}
