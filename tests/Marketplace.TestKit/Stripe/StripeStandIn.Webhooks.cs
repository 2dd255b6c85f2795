using System.Text;
using System.Text.Json.Nodes;
using global::Stripe;

namespace Marketplace.TestKit.Stripe;

/// <summary>Events, and how they are told: signed, again, in any order, or tampered with.</summary>
public sealed partial class StripeStandIn
{
    /// <summary>Every event so far as the provider would send it, oldest first.</summary>
    public IReadOnlyList<string> Events => [.. All("event").Select(e => e.ToJsonString())];

    /// <summary>The header for a body; of another time or secret where a test wants a false one.</summary>
    public string Sign(string body, string secret = Secret, DateTimeOffset? at = null) =>
        EventUtility.GenerateSignatureHeader(body, secret, (at ?? Clock.GetUtcNow()).ToUnixTimeSeconds());

    /// <summary>Tells one event to a site; the answer's status.</summary>
    public async Task<int> Deliver(HttpClient site, string body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? Sign(body));
        using var answer = await site.SendAsync(request);
        return (int)answer.StatusCode;
    }

    // The event shows the object as it was then: that is all that a snapshot says.
    private void Happened(string type, JsonObject about, string? account = null) => Keep(new JsonObject
    {
        ["id"] = NewId("evt"), ["object"] = "event", ["api_version"] = StripeConfiguration.ApiVersion, ["created"] = Now, ["type"] = type, ["livemode"] = false,
        ["pending_webhooks"] = 1, ["account"] = account, ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null }, ["data"] = new JsonObject { ["object"] = Public(about) },
    });
}
