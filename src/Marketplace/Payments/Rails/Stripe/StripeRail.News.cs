using System.Runtime.CompilerServices;
using Marketplace.Kernel;
using global::Stripe;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>What the provider's events are about, read again as it stands now.</summary>
internal sealed partial class StripeRail
{
    /// <summary>The kinds that lead to anything; the provider's list takes at most twenty.</summary>
    private static readonly List<string> Kinds =
    [
        "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.expired", "payment_intent.succeeded",
        "refund.created", "refund.updated", "refund.failed", "transfer.created", "transfer.updated", "transfer.reversed",
        "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
        "account.updated", "payout.failed",
    ];

    public Task<RailNews?> Read(Notice notice, CancellationToken ct) => Reading<RailNews?>(async () => notice.Type switch
    {
        "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.expired" => await ReadSession(notice.ObjectId, ct),
        "payment_intent.succeeded" => await ReadPayment(notice.ObjectId, ct),
        "refund.created" or "refund.updated" or "refund.failed" => RefundNews(await client.V1.Refunds.GetAsync(notice.ObjectId, cancellationToken: ct)),
        "transfer.created" or "transfer.updated" or "transfer.reversed" => await ReadTransfer(notice.ObjectId, ct),
        "account.updated" => new PayeeMoved(notice.ObjectId, await PayeeState(notice.ObjectId, ct)),
        "payout.failed" => notice.Account is { } account ? new PayeeBankFailed(account, notice.ObjectId, notice.Type) : null,
        _ => notice.Type.StartsWith("charge.dispute.", StringComparison.Ordinal) ? await ReadDispute(notice.ObjectId, ct) : null,
    }, ct);

    public async IAsyncEnumerable<Notice> Notices(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var options = new EventListOptions { Created = new DateRangeOptions { GreaterThanOrEqual = since.UtcDateTime }, Types = Kinds, Limit = 100 };
        // The list has the newest first.
        var found = await Reading(async () => await client.V1.Events.ListAutoPagingAsync(options, cancellationToken: ct).ToListAsync(ct), ct);
        found.Reverse();
        foreach (var @event in found)
        {
            if (@event.Data.Object is IHasId { Id: { } id }) yield return new Notice(@event.Id, @event.Type, id, @event.Account, Utc(@event.Created));
        }
    }

    // Completed is not paid: some ways of paying take days.
    private async Task<RailNews?> ReadSession(string id, CancellationToken ct)
    {
        var session = await client.V1.Checkout.Sessions.GetAsync(id, cancellationToken: ct);
        if (NameOf(session.Metadata) is not { } op) return null;
        if (session.Status == "expired") return new FundingExpired(op);
        return session.PaymentStatus == "paid" && session.PaymentIntentId is { } payment ? await ReadPayment(payment, ct) : null;
    }

    private async Task<RailNews?> ReadPayment(string id, CancellationToken ct)
    {
        var payment = await client.V1.PaymentIntents.GetAsync(id, new PaymentIntentGetOptions { Expand = ["latest_charge.balance_transaction"] }, cancellationToken: ct);
        if (payment.Status != "succeeded" || NameOf(payment.Metadata) is not { } op) return null;
        // The balance transaction of a payment may come some moments after it.
        if (payment.LatestCharge?.BalanceTransaction is not { } balance) throw new RailUnreachableException("no balance transaction yet");
        return Of(payment.AmountReceived, payment.Currency) is { } paid && Of(balance.Amount, balance.Currency) is { } settled
            ? new FundingPaid(op, payment.Id, payment.LatestCharge.Id, paid, settled, settled with { Minor = balance.Fee }, Utc(payment.LatestCharge.Created))
            : throw new RailUnreachableException($"currency {payment.Currency} or {balance.Currency} is not kept here");
    }

    private static RefundMoved? RefundNews(Refund refund)
    {
        if (NameOf(refund.Metadata) is not { } op || Of(refund.Amount, refund.Currency) is not { } amount) return null;
        var state = refund.Status switch { "succeeded" => RefundState.Succeeded, "failed" or "canceled" => RefundState.Failed, _ => RefundState.Pending };
        return new RefundMoved(op, refund.Id, amount, state, refund.FailureReason ?? refund.PendingReason);
    }

    private async Task<RailNews?> ReadTransfer(string id, CancellationToken ct)
    {
        var transfer = await client.V1.Transfers.GetAsync(id, cancellationToken: ct);
        if (NameOf(transfer.Metadata) is not { } op || Of(transfer.Amount, transfer.Currency) is not { } amount) return null;
        var back = (transfer.Reversals?.Data ?? []).Select(r => (r.Id, amount with { Minor = r.Amount })).ToList();
        return new TransferMade(op, transfer.Id, amount, back);
    }

    private async Task<RailNews?> ReadDispute(string id, CancellationToken ct)
    {
        var dispute = await client.V1.Disputes.GetAsync(id, new DisputeGetOptions { Expand = ["payment_intent"] }, cancellationToken: ct);
        if (dispute.PaymentIntentId is not { } payment || NameOf(dispute.PaymentIntent?.Metadata) is not { } op || Of(dispute.Amount, dispute.Currency) is not { } amount) return null;
        var moves = dispute.BalanceTransactions ?? [];
        var state = dispute.Status switch { "won" => DisputeState.Won, "lost" => DisputeState.Lost, _ => DisputeState.Open };
        return new DisputeMoved(op, payment, dispute.Id, state,
            amount with { Minor = -moves.Where(m => m.Amount < 0).Sum(m => m.Amount) },
            amount with { Minor = moves.Where(m => m.Amount > 0).Sum(m => m.Amount) },
            amount with { Minor = moves.Where(m => m.Amount < 0).Sum(m => m.Fee) }, dispute.Reason ?? "");
    }

    // The account of the platform may carry payments of other programs in currencies that are not ours.
    private static Money? Of(long minor, string code) => Currency.TryParse(code, out var currency) ? new Money(minor, currency) : null;

    private static DateTimeOffset Utc(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
