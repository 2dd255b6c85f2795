using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>An officer sends a payment by card that fits nothing back to the card it came from.</summary>
public sealed class GiveBackSuspense(Writer writer, CardRail card)
{
    /// <param name="Id">Of the operation by which it was paid in.</param>
    public sealed record Input(string? Id, string? Reason);

    /// <returns>The operation that sends it back.</returns>
    public Task<Result<string>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<string>(async w =>
    {
        if (card.Rail is null) return Refusal.NotFound;
        var access = await OperationAccess.Find(w, input.Id, actor, ct);
        if (!access.IsOk) return access.Refusal;
        var paid = access.Value.Op;
        var faults = new List<Refusal>();
        _ = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (paid is not { Kind: OpKind.Fund, State: OpState.Done, SuspenseMinor: > 0, PaidAs: not null }) return new Refusal("op.wrong_state", null, paid.State);
        // What was exchanged on its way in would be exchanged on its way out at another rate: that is settled at the provider.
        if (paid.SuspenseCurrency != paid.Currency) return new Refusal("card.exchanged");
        var earlier = await w.Db.Set<PaymentOp>().Where(o => o.Kind == OpKind.Refund && o.PayoutId == null && o.PaymentId == paid.PaidAs).ToListAsync(ct);
        if (earlier.Exists(o => o.State != OpState.Void)) return new Refusal("card.given_back_before");
        var op = new PaymentOp
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"back:{paid.Id}:{earlier.Count + 1}"), Rail = paid.Rail, Kind = OpKind.Refund, BountyId = paid.BountyId,
            PaymentId = paid.PaidAs, Currency = paid.Currency, AmountMinor = paid.SuspenseMinor, PlannedAt = w.Now, PlannedById = actor.PersonId,
        };
        w.Db.Add(op);
        w.Record(new OperationRetried(ContractRef.Of(access.Value.Contract), op.Id, op.Attempt), actor, input.Reason);
        return op.Id;
    }, ct);
}
