using System.Globalization;
using System.Text.Json.Nodes;

namespace Marketplace.TestKit.Stripe;

/// <summary>What the calls do.</summary>
public sealed partial class StripeStandIn
{
    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly List<string> _order = [];

    /// <summary>While true, transfers are refused because the balance is short.</summary>
    public bool IsShort { get; set; }

    /// <summary>While set, transfers are refused for good with this code.</summary>
    public string? RefusesTransfersWith { get; set; }

    /// <summary>While set, refunds are refused for good with this code.</summary>
    public string? RefusesRefundsWith { get; set; }

    /// <summary>While true, refunds stay pending until <see cref="Settle"/>.</summary>
    public bool RefundsWait { get; set; }

    private (int Status, string Body) Execute(string endpoint, string path, Dictionary<string, string> given)
    {
        var id = path[(path.LastIndexOf('/') + 1)..];
        return endpoint switch
        {
            "POST /v1/checkout/sessions" => Ok(NewSession(given)),
            "POST /v1/transfers" => NewTransfer(given),
            "POST /v1/refunds" => NewRefund(given),
            "POST /v2/core/accounts" => Ok(NewAccount(given)),
            "POST /v2/core/account_links" => NewLink(given),
            "GET /v1/transfers" => List("transfer", path, given, o => Text(o, "transfer_group") == given.GetValueOrDefault("transfer_group")),
            "GET /v1/refunds" => List("refund", path, given, o => Text(o, "payment_intent") == given.GetValueOrDefault("payment_intent")),
            "GET /v1/events" => List("event", path, given, o => Wanted(o, given)),
            "GET /v1/payment_intents/{id}" => _objects.ContainsKey(id) ? Ok(Expanded(id)) : Missing(id),
            "GET /v1/disputes/{id}" => _objects.TryGetValue(id, out var dispute) ? Ok(WithPayment(dispute)) : Missing(id),
            _ => _objects.TryGetValue(id, out var found) ? Ok(found) : Missing(id),
        };
    }

    private JsonObject NewSession(Dictionary<string, string> given)
    {
        var id = NewId("cs_test");
        return Keep(new JsonObject
        {
            ["id"] = id, ["object"] = "checkout.session", ["status"] = "open", ["payment_status"] = "unpaid", ["payment_intent"] = null, ["mode"] = given["mode"],
            ["url"] = $"{Address}pay/{id}", ["success_url"] = given["success_url"], ["cancel_url"] = given["cancel_url"], ["created"] = Now, ["expires_at"] = Now + 86_400,
            ["amount_total"] = Whole(given["line_items[0][price_data][unit_amount]"]) * Whole(given["line_items[0][quantity]"]),
            ["currency"] = given["line_items[0][price_data][currency]"], ["livemode"] = false, ["metadata"] = Named(given["metadata[op]"]),
            ["_group"] = given["payment_intent_data[transfer_group]"], ["_op"] = given["payment_intent_data[metadata][op]"],
        });
    }

    private (int, string) NewTransfer(Dictionary<string, string> given)
    {
        if (!_objects.TryGetValue(given["source_transaction"], out var charge)) return Missing(given["source_transaction"]);
        if (!_objects.TryGetValue(given["destination"], out var account)) return Missing(given["destination"]);
        var amount = Whole(given["amount"]);
        if (RefusesTransfersWith is { } code) return (400, Error("invalid_request_error", code, "Stand-in refusal"));
        if (StatusOf(account) != "active") return (400, Error("invalid_request_error", "insufficient_capabilities_for_transfer", "Your destination account needs to have at least one of the following capabilities enabled: transfers"));
        if (given["currency"] != Text(_objects[Text(charge, "balance_transaction")!], "currency")) return (400, Error("invalid_request_error", null, "The currency of source_transaction's balance transaction must be the same as the transfer currency"));
        if (IsShort || Made("transfer").Where(t => Text(t, "source_transaction") == Text(charge, "id")).Sum(t => Number(t, "amount") - Number(t, "amount_reversed")) + amount > Number(charge, "amount"))
        {
            return (400, Error("invalid_request_error", "balance_insufficient", "You have insufficient available funds in your Stripe account."));
        }

        var transfer = Keep(new JsonObject
        {
            ["id"] = NewId("tr"), ["object"] = "transfer", ["amount"] = amount, ["amount_reversed"] = 0L, ["currency"] = given["currency"], ["created"] = Now,
            ["destination"] = given["destination"], ["source_transaction"] = given["source_transaction"], ["transfer_group"] = Text(charge, "transfer_group"),
            ["reversed"] = false, ["livemode"] = false, ["metadata"] = Named(given["metadata[op]"]),
            ["reversals"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(), ["has_more"] = false, ["url"] = "/v1/transfers/reversals" },
        });
        Move(given["currency"], -amount);
        Happened("transfer.created", transfer);
        return Ok(transfer);
    }

    private (int, string) NewRefund(Dictionary<string, string> given)
    {
        if (RefusesRefundsWith is { } code) return (400, Error("invalid_request_error", code, "Stand-in refusal"));
        if (!_objects.TryGetValue(given["payment_intent"], out var payment)) return Missing(given["payment_intent"]);
        var (amount, id) = (Whole(given["amount"]), NewId("re"));
        var before = Made("refund").Where(r => Text(r, "payment_intent") == Text(payment, "id") && Text(r, "status") != "failed").Sum(r => Number(r, "amount"));
        if (before + amount > Number(payment, "amount")) return (400, Error("invalid_request_error", "charge_already_refunded", "Charge has already been refunded."));
        var refund = Keep(new JsonObject
        {
            ["id"] = id, ["object"] = "refund", ["amount"] = amount, ["currency"] = Text(payment, "currency"), ["created"] = Now, ["status"] = "pending",
            ["pending_reason"] = RefundsWait ? "insufficient_funds" : null, ["payment_intent"] = given["payment_intent"], ["metadata"] = Named(given["metadata[op]"]),
        });
        Happened("refund.created", refund);
        if (!RefundsWait) Settle(id, true);
        return Ok(refund);
    }

    private JsonObject NewAccount(Dictionary<string, string> given) => Keep(new JsonObject
    {
        ["id"] = NewId("acct"), ["object"] = "v2.core.account", ["dashboard"] = given["dashboard"], ["display_name"] = given["display_name"], ["created"] = Clock.GetUtcNow().ToString("O"),
        ["livemode"] = false, ["metadata"] = Named(given["metadata.op"]),
        ["configuration"] = new JsonObject { ["recipient"] = new JsonObject { ["capabilities"] = new JsonObject { ["stripe_balance"] = new JsonObject { ["stripe_transfers"] = new JsonObject { ["status"] = "restricted", ["status_details"] = new JsonArray() } } } } },
    });

    private (int, string) NewLink(Dictionary<string, string> given)
    {
        if (!_objects.ContainsKey(given["account"])) return Missing(given["account"]);
        return Ok(new JsonObject
        {
            ["object"] = "v2.core.account_link", ["account"] = given["account"], ["created"] = Clock.GetUtcNow().ToString("O"), ["expires_at"] = Clock.GetUtcNow().AddMinutes(5).ToString("O"),
            ["url"] = $"{Address}pay/{given["account"]}?back={Uri.EscapeDataString(given["use_case.account_onboarding.return_url"])}&once={NewId("link")}", ["livemode"] = false,
        });
    }

    private (int, string) List(string kind, string path, Dictionary<string, string> given, Func<JsonObject, bool> wanted)
    {
        var limit = (int)Whole(given.GetValueOrDefault("limit", "10"));
        var all = Made(kind).Where(wanted).Reverse().ToList();
        if (given.TryGetValue("starting_after", out var after)) all = [.. all.SkipWhile(o => Text(o, "id") != after).Skip(1)];
        return Ok(new JsonObject
        {
            ["object"] = "list", ["url"] = path, ["has_more"] = all.Count > limit, ["data"] = new JsonArray([.. all.Take(limit).Select(o => (JsonNode)Public(o))]),
        });
    }

    private static bool Wanted(JsonObject @event, Dictionary<string, string> given)
    {
        var types = given.Where(p => p.Key.StartsWith("types[", StringComparison.Ordinal)).Select(p => p.Value).ToList();
        return (types.Count == 0 || types.Contains(Text(@event, "type")!)) && (!given.TryGetValue("created[gte]", out var since) || Number(@event, "created") >= Whole(since));
    }

    private JsonObject Expanded(string payment)
    {
        var copy = Public(_objects[payment]);
        if (Text(copy, "latest_charge") is not { } charge) return copy;
        var expanded = Public(_objects[charge]);
        expanded["balance_transaction"] = Public(_objects[Text(_objects[charge], "balance_transaction")!]);
        copy["latest_charge"] = expanded;
        return copy;
    }

    private JsonObject WithPayment(JsonObject dispute)
    {
        var copy = Public(dispute);
        copy["payment_intent"] = Public(_objects[Text(dispute, "payment_intent")!]);
        return copy;
    }

    private JsonObject Keep(JsonObject made)
    {
        var id = Text(made, "id")!;
        _objects[id] = made;
        _order.Add(id);
        return made;
    }

    private IEnumerable<JsonObject> Made(string kind) => _order.Select(id => _objects[id]).Where(o => Text(o, "object") == kind);

    private static (int, string) Ok(JsonObject answer) => (200, Public(answer).ToJsonString());

    private static (int, string) Missing(string id) => (404, Error("invalid_request_error", "resource_missing", $"No such object: '{id}'"));

    // What begins with an underscore is the stand-in's own.
    private static JsonObject Public(JsonObject from)
    {
        var copy = from.DeepClone().AsObject();
        foreach (var name in copy.Select(p => p.Key).Where(k => k.StartsWith('_')).ToList()) copy.Remove(name);
        return copy;
    }

    private static string? StatusOf(JsonObject account) => account["configuration"]!["recipient"]!["capabilities"]!["stripe_balance"]!["stripe_transfers"]!["status"]!.ToString();

    private static JsonObject Named(string op) => new() { ["op"] = op };

    private static string? Text(JsonObject from, string name) => from[name]?.ToString();

    private static long Number(JsonObject from, string name) => from[name]!.GetValue<long>();

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
