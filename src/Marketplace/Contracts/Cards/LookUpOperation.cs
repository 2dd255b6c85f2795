using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;

namespace Marketplace.Contracts.Cards;

/// <summary>An officer asks the provider what really became of an operation. What is found is booked; nothing is sent.</summary>
public sealed class LookUpOperation(Writer writer, CardRail card)
{
    public sealed record Input(string? Id);

    /// <returns>Whether the provider has done it.</returns>
    public async Task<Result<bool>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is not { } rail) return Refusal.NotFound;
        var found = await writer.Write<OpTrace>(async w =>
        {
            var access = await OperationAccess.Find(w, input.Id, actor, ct);
            if (!access.IsOk) return access.Refusal;
            var op = access.Value.Op;
            return op.Kind == OpKind.Fund || op.State is not (OpState.Sent or OpState.Manual) ? new Refusal("op.wrong_state", null, op.State) : CardOperations.TraceOf(op);
        }, ct);
        if (!found.IsOk) return found.Refusal;
        var outcome = await rail.Lookup(found.Value, ct);
        if (outcome is Outcome.Unknown) return new Refusal("card.unreachable");
        if (outcome is not Outcome.Done done) return false;
        var booked = await writer.Write(w => CardOperations.Apply(w, input.Id!, 0, done, ct), ct);
        return booked.IsOk ? true : booked.Refusal;
    }
}
