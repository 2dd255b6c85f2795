using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Contracts.Ends;

/// <summary>An officer stops the money of a contract, with a reason that both sides read.</summary>
public sealed class FreezeContract(Writer writer)
{
    public sealed record Input(Guid ContractId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await Find(w, input.ContractId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        return faults.Count > 0 ? faults : Freeze(w, found.Value, reason!, actor);
    }, ct);

    internal static Result<Done> Freeze(Writing w, Contract contract, string reason, Actor actor)
    {
        var frozen = contract.Freeze(reason, actor, w.Now);
        if (frozen.IsOk) w.Record(new ContractFrozen(ContractRef.Of(contract)), actor, reason);
        return frozen;
    }

    /// <summary>A contract whose money there is, for an officer who belongs to neither side.</summary>
    internal static async Task<Result<Contract>> Find(Writing w, Guid id, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.FreezeMoney, actor) || await ContractAccess.Find(w, id, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.IsOfOneSide(contract, actor)) return new Refusal("money.own_organisation");
        return contract.ConcludedAt is null ? new Refusal("funding.not_concluded") : contract;
    }
}
