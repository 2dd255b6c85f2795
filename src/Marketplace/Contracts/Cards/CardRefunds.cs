using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>Money that goes back to the card it came from. It is booked when the provider says that it has succeeded, not when it was asked.</summary>
internal static class CardRefunds
{
    public static async Task<Result<bool>> Follow(Writing w, PaymentOp op, RefundMoved moved, CancellationToken ct) => moved.State switch
    {
        RefundState.Succeeded => await Book(w, op, moved.Refund, ct),
        RefundState.Failed => await Fail(w, op, moved, ct),
        _ => true,
    };

    public static async Task<Result<bool>> Book(Writing w, PaymentOp op, string refund, CancellationToken ct)
    {
        var key = $"refunded:{refund}";
        if (await Journals.Holds(w.Db, ct, key)) return true;
        if (op.State == OpState.Void) return new Refusal("op.paid_though_void", null, op.Id);
        var payout = await PayoutOf(w, op, ct);
        var posted = await Journals.Post(w, new JournalDraft(key, JournalType.Refunded, [new(From(payout), CardAccounts.Balance, op.Amount)]) { BountyId = op.BountyId }, Actor.System, ct);
        if (!posted.IsOk) return posted.Refusal;
        op.Finish(refund, w.Now);
        if (payout is not null)
        {
            if (payout.Transfer(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
            w.Record(new RefundSettled(await RefOf(w, op, ct), payout.Id, op.AmountMinor, op.Currency.Code), Actor.System);
            return true;
        }

        (await PaidIn(w, op, ct)).GiveBack(op.AmountMinor);
        w.Record(new CardGivenBack(await RefOf(w, op, ct), op.Id, op.AmountMinor, op.Currency.Code), Actor.System);
        return true;
    }

    private static async Task<Result<bool>> Fail(Writing w, PaymentOp op, RefundMoved moved, CancellationToken ct)
    {
        var (key, booked) = ($"refund_failed:{moved.Refund}", $"refunded:{moved.Refund}");
        if (await Journals.Holds(w.Db, ct, key)) return true;
        if (op.ExternalId is { } current && current != moved.Refund) return true;
        if (await Journals.Holds(w.Db, ct, booked))
        {
            var payout = await PayoutOf(w, op, ct);
            var posted = await Journals.Post(w, new JournalDraft(key, JournalType.RefundFailed, [new(CardAccounts.Balance, From(payout), op.Amount)]) { BountyId = op.BountyId }, Actor.System, ct);
            if (!posted.IsOk) return posted.Refusal;
            if (payout is null) (await PaidIn(w, op, ct)).GiveBack(-op.AmountMinor);
            else if (payout.Return(moved.Reason ?? "refund_failed", w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        }
        else if (!op.IsLive)
        {
            return true;
        }

        op.HandToPerson(moved.Reason ?? "refund_failed");
        w.Record(new CardGiveBackFailed(await RefOf(w, op, ct), op.Id), Actor.System);
        return true;
    }

    private static async Task<Payout?> PayoutOf(Writing w, PaymentOp op, CancellationToken ct) =>
        op.PayoutId is { } id ? await w.Db.Set<Payout>().FirstAsync(p => p.Id == id, ct) : null;

    // Money back at an early end is owed to the publisher; the rest came in beside any contract's need.
    private static AccountName From(Payout? payout) => payout?.OwedBy ?? CardAccounts.Suspense;

    private static Task<PaymentOp> PaidIn(Writing w, PaymentOp refund, CancellationToken ct) => w.Db.Set<PaymentOp>().FirstAsync(o => o.PaidAs == refund.PaymentId, ct);

    private static async Task<ContractRef> RefOf(Writing w, PaymentOp op, CancellationToken ct) =>
        ContractRef.Of(await w.Db.Set<Contract>().AsNoTracking().FirstAsync(c => c.Id == op.BountyId, ct));
}
