using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Ends;

/// <summary>One side asks to end the contract: the other side by agreement, or the operator for cause.</summary>
public sealed class ProposeTermination(Writer writer)
{
    public sealed record Input(Guid ContractId, TerminationGround? Ground, TerminationCause? Cause, string? Reason);

    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.PartyOf(contract, actor) is not { } party) return Refusal.NotFound;
        if (ContractLifecycle.Next(contract.Status, ContractAction.Terminate) is { IsOk: false } wrong) return wrong.Refusal;
        if (contract.Milestones.Count > 0 && contract.Milestones.TrueForAll(m => m.IsAccepted)) return new Refusal("termination.all_accepted");
        if (await TerminationAccess.Open(w.Db, contract.Id, ct) is not null) return new Refusal("termination.asked_before");
        var faults = new List<Refusal>();
        if (input.Ground is not { } ground || !Enum.IsDefined(ground)) faults.Add(new Refusal("field.required", nameof(input.Ground)));
        if (input.Cause is not { } cause || !Enum.IsDefined(cause)) faults.Add(new Refusal("field.required", nameof(input.Cause)));
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var asked = new Termination
        {
            ContractId = contract.Id, Ground = input.Ground!.Value, Cause = input.Cause!.Value, Party = party, AskedById = actor.PersonId!.Value, AskedAt = w.Now, Reason = reason!,
        };
        w.Db.Add(asked);
        w.Record(new TerminationProposed(ContractRef.Of(contract), asked.Id, asked.Ground, asked.Cause, party), actor, reason);
        return asked.Id;
    }, ct);
}
