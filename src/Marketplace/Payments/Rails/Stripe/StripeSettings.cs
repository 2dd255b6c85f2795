using Microsoft.Extensions.Configuration;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>Whether payments by card can be made, and if not, why. Only <see cref="On"/> ever calls the provider.</summary>
public enum StripeState { Absent = 1, On, NoWebhookSecret, KeyUnreadable, BaseUnreadable, LiveKeyOnLoopback, TestKeyInProduction }

/// <summary>
/// Settings <c>Stripe:*</c>. A wrong value never stops the site: the rail is off, and the officers' money page says why. The secrets
/// are in no text of this record, so that no log and no page can show them.
/// </summary>
public sealed class StripeSettings
{
    private StripeSettings(StripeState state, string key, string webhookSecret, Uri? apiBase) =>
        (State, SecretKey, WebhookSecret, ApiBase) = (state, key, webhookSecret, apiBase);

    public StripeState State { get; }
    public bool IsOn => State == StripeState.On;

    /// <summary>Whether no real money moves.</summary>
    public bool IsTest => SecretKey.Contains("_test_", StringComparison.Ordinal);

    internal string SecretKey { get; }
    internal string WebhookSecret { get; }

    /// <summary>Null for the provider itself.</summary>
    internal Uri? ApiBase { get; }

    /// <param name="isProduction">Whether the site serves real people: test money has no place there.</param>
    public static StripeSettings From(IConfiguration configuration, bool isProduction)
    {
        var (key, secret, text) = (configuration["Stripe:SecretKey"] ?? "", configuration["Stripe:WebhookSecret"] ?? "", configuration["Stripe:ApiBase"] ?? "");
        var address = text.Length == 0 ? null : Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" ? parsed : null;
        return new(Judge(key, secret, text.Length > 0, address, isProduction), key, secret, address);
    }

    private static StripeState Judge(string key, string secret, bool hasBase, Uri? address, bool isProduction)
    {
        if (key.Length == 0) return StripeState.Absent;
        if (KindOf(key) is not { } isLive) return StripeState.KeyUnreadable;
        if (hasBase && address is null) return StripeState.BaseUnreadable;
        // Another address than the provider's is for tests on this machine: a live key must never be sent there, nor anything elsewhere.
        if (address is not null && isLive) return StripeState.LiveKeyOnLoopback;
        if (address is { IsLoopback: false }) return StripeState.BaseUnreadable;
        if (!isLive && isProduction) return StripeState.TestKeyInProduction;
        return secret.StartsWith("whsec_", StringComparison.Ordinal) && secret.Length > 12 ? StripeState.On : StripeState.NoWebhookSecret;
    }

    // Secret keys and restricted keys; docs.stripe.com/keys.
    private static bool? KindOf(string key) =>
        key.StartsWith("sk_live_", StringComparison.Ordinal) || key.StartsWith("rk_live_", StringComparison.Ordinal) ? true
        : key.StartsWith("sk_test_", StringComparison.Ordinal) || key.StartsWith("rk_test_", StringComparison.Ordinal) ? false
        : null;
}
