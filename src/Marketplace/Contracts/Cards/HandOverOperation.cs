using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// An officer decides that a payment which the card rail cannot make is made by bank. The operation is void for good, after the
/// provider has said that it holds no such transfer; only then may the bank be ordered.
/// </summary>
public sealed class HandOverOperation(Writer writer, CardRail card, LookUpOperation lookUp)
{
    public sealed record Input(string? Id, string? Reason);

    public async Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is null) return Refusal.NotFound;
        var found = await lookUp.Run(new(input.Id), actor, ct);
        if (!found.IsOk) return found.Refusal;
        if (found.Value) return new Refusal("op.done_already");
        return await writer.Write<Done>(async w =>
        {
            var access = await OperationAccess.Find(w, input.Id, actor, ct);
            if (!access.IsOk) return access.Refusal;
            var (op, contract) = access.Value;
            var faults = new List<Refusal>();
            var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
            if (faults.Count > 0) return faults;
            if (op is not { PayoutId: not null, State: OpState.Manual }) return new Refusal("op.wrong_state", null, op.State);
            _ = op.Drop("handed_over").Value;
            w.Record(new OperationHandedOver(ContractRef.Of(contract), op.Id), actor, reason);
            return default(Done);
        }, ct);
    }
}
