using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

/// <summary>The other side agrees to the new text by typing a name, or declines. Where nothing material changes, the change is in force with that.</summary>
public sealed class AnswerChange(Writer writer)
{
    /// <param name="ChangeId">The one that was read; another one now is stale.</param>
    public sealed record Input(Guid ContractId, Guid ChangeId, bool Agrees, string? Reason, string? TypedName);

    public Task<Result<ChangeStatus>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<ChangeStatus>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.PartyOf(contract, actor) is null) return Refusal.NotFound;
        if (await ChangeAccess.Open(w.Db, contract.Id, ct) is not { Status: ChangeStatus.Proposed } change) return new Refusal("change.none");
        if (!ChangeAccess.MayAnswer(change, contract, actor)) return Refusal.NotFound;
        if (change.Id != input.ChangeId) return Refusal.Stale;
        return input.Agrees ? Agree(w, contract, change, input, actor) : Decline(w, contract, change, input, actor);
    }, ct);

    private static Result<ChangeStatus> Agree(Writing w, Contract contract, ContractChange change, Input input, Actor actor)
    {
        var faults = new List<Refusal>();
        var name = TypedText.TidyLine(input.TypedName);
        TypedText.Require(faults, name, nameof(input.TypedName));
        TypedText.Check(faults, name, ContractRules.MaxName, nameof(input.TypedName));
        var reason = TypedText.Tidy(input.Reason);
        TypedText.Check(faults, reason, ContractRules.MaxReason, nameof(input.Reason));
        if (faults.Count > 0) return faults;
        var agreed = change.Agree(name!, reason, actor, w.Now);
        if (!agreed.IsOk) return agreed;
        if (agreed.Value == ChangeStatus.InForce) return ChangeEffect.Take(w, contract, change, actor);
        w.Record(new ChangeAgreed(ContractRef.Of(contract), change.Id, change.Party), actor, reason);
        return agreed;
    }

    private static Result<ChangeStatus> Decline(Writing w, Contract contract, ContractChange change, Input input, Actor actor)
    {
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var declined = change.Decline(reason!, actor, w.Now);
        if (declined.IsOk) w.Record(new ChangeDeclined(ContractRef.Of(contract), change.Id, change.Party), actor, reason);
        return declined;
    }
}
