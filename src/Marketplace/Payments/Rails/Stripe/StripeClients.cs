using global::Stripe;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>The client of the provider's library, with our own connection, key and address: nothing of it is global.</summary>
internal static class StripeClients
{
    /// <summary>Longer than the provider takes for a transfer; what takes longer is not known and is asked again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Lost calls are repeated by the worker alone, under the same key and at visible intervals.
    private const int Repetitions = 0;

    public static StripeClient Make(StripeSettings settings, TimeSpan? patience = null) => new(new StripeClientOptions
    {
        ApiKey = settings.SecretKey,
        ApiBase = settings.ApiBase?.ToString().TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = patience ?? Patience }, Repetitions, null, enableTelemetry: false),
    });
}
