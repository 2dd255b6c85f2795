using System.Net;
using global::Stripe;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>
/// What an exception of the client library means for money. A lost connection and a timeout are no <see cref="StripeException"/>:
/// whoever catches that alone takes the most dangerous cases for failures.
/// </summary>
internal static class StripeFaults
{
    // 409: the first call under this key still runs. 429: too many calls, nothing was done, and the key stays good.
    private static readonly HttpStatusCode[] Undecided = [HttpStatusCode.Conflict, HttpStatusCode.TooManyRequests, HttpStatusCode.RequestTimeout];

    // docs.stripe.com/error-codes: the money is not there yet, or the payee may not be paid yet.
    private static readonly string[] ComesLater = ["balance_insufficient", "insufficient_funds", "lock_timeout"];
    private static readonly string[] PayeeNotReady = ["insufficient_capabilities_for_transfer", "account_closed", "transfers_not_allowed"];

    public static bool IsFault(Exception e, CancellationToken ct) =>
        e is StripeException or HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    public static Outcome OutcomeOf(Exception e) => e switch
    {
        StripeException { StripeError: { } error } s when IsDecided(s) => new Outcome.Refused(error.Code ?? error.Type ?? "refused", RetryOf(error.Code)),
        StripeException s => new Outcome.Unknown($"http {(int)s.HttpStatusCode}"),
        OperationCanceledException => new Outcome.Unknown("timeout"),
        _ => new Outcome.Unknown("connection lost"),
    };

    public static bool IsAbsent(StripeException e) => e.HttpStatusCode == HttpStatusCode.NotFound;

    private static bool IsDecided(StripeException e) => (int)e.HttpStatusCode is >= 400 and < 500 && !Undecided.Contains(e.HttpStatusCode);

    private static Retry RetryOf(string? code) =>
        ComesLater.Contains(code) ? Retry.Later : PayeeNotReady.Contains(code) ? Retry.WhenPayeeIsReady : Retry.ByPerson;
}
