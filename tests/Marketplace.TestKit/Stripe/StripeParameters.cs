using System.Text.RegularExpressions;

namespace Marketplace.TestKit.Stripe;

/// <summary>
/// The parameters that the stand-in knows, per endpoint. An unknown one is refused, as the provider does: that is how a renamed or
/// removed parameter of another version of its interface shows itself.
/// </summary>
internal static partial class StripeParameters
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["POST /v1/checkout/sessions"] =
        [
            "mode", "success_url", "cancel_url", "client_reference_id", "line_items[][quantity]", "line_items[][price_data][currency]",
            "line_items[][price_data][unit_amount]", "line_items[][price_data][product_data][name]", "metadata[op]", "payment_intent_data[metadata][op]",
            "payment_intent_data[transfer_group]", "allowed_payment_method_types[]",
        ],
        ["GET /v1/checkout/sessions/{id}"] = ["expand[]"],
        ["GET /v1/payment_intents/{id}"] = ["expand[]"],
        ["POST /v1/transfers"] = ["amount", "currency", "destination", "source_transaction", "transfer_group", "metadata[op]", "description"],
        ["GET /v1/transfers/{id}"] = ["expand[]"],
        ["GET /v1/transfers"] = ["transfer_group", "destination", "limit", "starting_after", "ending_before", "created[gte]"],
        ["POST /v1/refunds"] = ["payment_intent", "charge", "amount", "metadata[op]", "reason"],
        ["GET /v1/refunds/{id}"] = ["expand[]"],
        ["GET /v1/refunds"] = ["payment_intent", "charge", "limit", "starting_after", "ending_before"],
        ["GET /v1/disputes/{id}"] = ["expand[]"],
        ["GET /v1/events"] = ["limit", "starting_after", "ending_before", "created[gte]", "types[]", "type"],
        ["GET /v2/core/accounts/{id}"] = ["include[]"],
        ["POST /v2/core/accounts"] =
        [
            "dashboard", "display_name", "contact_email", "include", "metadata.op", "configuration.recipient.capabilities.stripe_balance.stripe_transfers.requested",
        ],
        ["POST /v2/core/account_links"] =
        [
            "account", "use_case.type", "use_case.account_onboarding.refresh_url", "use_case.account_onboarding.return_url",
        ],
    };

    /// <summary>The endpoint's name with its id left out; null where there is none.</summary>
    public static string? EndpointOf(string method, string path)
    {
        var name = $"{method} {Ids().Replace(path, "/{id}")}";
        return Known.ContainsKey(name) ? name : null;
    }

    public static string? Unknown(string endpoint, IEnumerable<string> names) => names.FirstOrDefault(name => !Known[endpoint].Contains(Numbers().Replace(name, "[]")));

    [GeneratedRegex(@"/(cs|pi|ch|tr|re|du|acct|evt)_[A-Za-z0-9_]+")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Numbers();
}
