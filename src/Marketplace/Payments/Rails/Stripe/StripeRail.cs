using System.Globalization;
using Marketplace.Kernel;
using global::Stripe;
using global::Stripe.Checkout;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>
/// Payments by card: separate charges and transfers. Money rests on the platform's own balance until a transfer names the charge it
/// comes from (docs.stripe.com/connect/separate-charges-and-transfers); whose it is, our ledger says. The provider gives no escrow.
/// </summary>
internal sealed partial class StripeRail(StripeSettings settings, StripeClient client) : IRail
{
    public const string Id = "stripe";

    /// <summary>Key under which our operation's id stands at the provider.</summary>
    private const string OpKey = "op";

    // A PaymentIntent has at most eight digits; the provider asks for about half a dollar at least, 4.00 in HKD.
    // CNY settles in another currency (docs.stripe.com/payments/alipay), so it goes by bank.
    public RailInfo Info { get; } = new(Id, new HashSet<Currency> { Currency.USD, Currency.HKD, Currency.EUR }, 400, 99_999_999, settings.IsTest);

    public async Task<(FundingPage? Page, Outcome Outcome)> StartFunding(FundingOrder order, CancellationToken ct)
    {
        try
        {
            var session = await client.V1.Checkout.Sessions.CreateAsync(SessionOf(order), Once(order.Op, order.Attempt), ct);
            return (new FundingPage(session.Id, new Uri(session.Url)), new Outcome.Pending(session.Id));
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            return (null, StripeFaults.OutcomeOf(e));
        }
    }

    public Task<FundingPageState> FundingState(string pageId, CancellationToken ct) => Reading(async () =>
    {
        var session = await client.V1.Checkout.Sessions.GetAsync(pageId, cancellationToken: ct);
        return new FundingPageState(session.Status == "open", session.PaymentStatus == "paid", session.Url is { } url ? new Uri(url) : null);
    }, ct);

    public async Task<Outcome> Pay(PayOrder order, CancellationToken ct)
    {
        try
        {
            var transfer = await client.V1.Transfers.CreateAsync(TransferOf(order), Once(order.Op, order.Attempt), ct);
            return new Outcome.Done(transfer.Id);
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            return StripeFaults.OutcomeOf(e);
        }
    }

    public async Task<Outcome> Refund(RefundOrder order, CancellationToken ct)
    {
        try
        {
            var made = await client.V1.Refunds.CreateAsync(new RefundCreateOptions
            {
                PaymentIntent = order.Payment, Amount = order.Amount.Minor, Metadata = Named(order.Op),
            }, Once(order.Op, order.Attempt), ct);
            // A repeated answer shows the refund as it was at first: what counts is how it stands now.
            return OutcomeOf(await client.V1.Refunds.GetAsync(made.Id, cancellationToken: ct));
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            return StripeFaults.OutcomeOf(e);
        }
    }

    public async Task<Outcome> Lookup(OpTrace trace, CancellationToken ct)
    {
        try
        {
            return trace.Kind switch
            {
                OpKind.Pay => await LookupTransfer(trace, ct),
                OpKind.Refund => await LookupRefund(trace, ct),
                _ => throw new ArgumentOutOfRangeException(nameof(trace), trace.Kind, "A page to pay on is asked for by its id."),
            };
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            return new Outcome.Unknown(e is StripeException s ? $"http {(int)s.HttpStatusCode}" : "connection lost");
        }
    }

    private async Task<Outcome> LookupTransfer(OpTrace trace, CancellationToken ct)
    {
        await foreach (var transfer in client.V1.Transfers.ListAutoPagingAsync(new TransferListOptions { TransferGroup = trace.Group, Limit = 100 }, cancellationToken: ct))
        {
            // One that came back as a whole pays nobody.
            if (NameOf(transfer.Metadata) == trace.Op && !transfer.Reversed) return new Outcome.Done(transfer.Id);
        }

        return new Outcome.Absent();
    }

    // A refund that has failed is none: the next attempt makes another one.
    private async Task<Outcome> LookupRefund(OpTrace trace, CancellationToken ct)
    {
        Outcome found = new Outcome.Absent();
        await foreach (var refund in client.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = trace.Payment, Limit = 100 }, cancellationToken: ct))
        {
            if (NameOf(refund.Metadata) != trace.Op) continue;
            if (OutcomeOf(refund) is not Outcome.Refused outcome) return OutcomeOf(refund);
            found = outcome;
        }

        return found;
    }

    private static Outcome OutcomeOf(Refund refund) => refund.Status switch
    {
        "succeeded" => new Outcome.Done(refund.Id),
        "failed" or "canceled" => new Outcome.Refused(refund.FailureReason ?? refund.Status, Retry.ByPerson),
        _ => new Outcome.Pending(refund.Id),
    };

    private static SessionCreateOptions SessionOf(FundingOrder order) => new()
    {
        Mode = "payment",
        SuccessUrl = order.Success.ToString(),
        CancelUrl = order.Cancelled.ToString(),
        ClientReferenceId = order.Op,
        LineItems =
        [
            new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = order.Amount.Currency.Code.ToLowerInvariant(), UnitAmount = order.Amount.Minor,
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = order.Title },
                },
            },
        ],
        Metadata = Named(order.Op),
        PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = Named(order.Op), TransferGroup = order.Group },
    };

    // The group comes from the charge that is named as the source.
    private static TransferCreateOptions TransferOf(PayOrder order) => new()
    {
        Amount = order.Amount.Minor, Currency = order.Amount.Currency.Code.ToLowerInvariant(), Destination = order.Payee,
        SourceTransaction = order.Source, Metadata = Named(order.Op),
    };

    private static Dictionary<string, string> Named(string op) => new(StringComparer.Ordinal) { [OpKey] = op };

    private static string? NameOf(Dictionary<string, string>? metadata) => metadata?.GetValueOrDefault(OpKey);

    private static RequestOptions Once(string op, int attempt) => new() { IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{op}:{attempt}") };

    private static async Task<T> Reading<T>(Func<Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            throw new RailUnreachableException(e is StripeException s ? $"http {(int)s.HttpStatusCode} {s.StripeError?.Code}".Trim() : "connection lost", e);
        }
    }
}
