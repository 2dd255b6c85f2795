using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Marketplace.TestKit.Stripe;

/// <summary>What payers, payees and cardholders' banks do, and the pages that people see.</summary>
public sealed partial class StripeStandIn
{
    /// <summary>The fee of a payment by card: 2.9 percent and thirty minor units.</summary>
    public static long FeeOf(long amount) => amount * 29 / 1000 + 30;

    private readonly Dictionary<string, long> _balance = [];

    /// <summary>Payments settle into this currency instead of their own, one for eight.</summary>
    public string? SettlesIn { get; set; }

    /// <summary>Where people are sent back to, if the site listens elsewhere than it says.</summary>
    public Uri? Site { get; set; }

    /// <summary>The platform's balance in minor units.</summary>
    public long Balance(string currency)
    {
        lock (_lock) return _balance.GetValueOrDefault(currency);
    }

    /// <summary>Everything of one kind that was made, oldest first.</summary>
    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (_lock) return [.. Made(kind).Select(Public)];
    }

    /// <summary>Somebody pays on the page; the payment's id.</summary>
    public string Pay(string session, long? amount = null)
    {
        lock (_lock)
        {
            var page = _objects[session];
            var (asked, currency) = (amount ?? Number(page, "amount_total"), Text(page, "currency")!);
            var (settled, into) = SettlesIn is { } other && other != currency ? (asked * 8, other) : (asked, currency);
            var (payment, charge) = (NewId("pi"), NewId("ch"));
            var balance = Keep(new JsonObject
            {
                ["id"] = NewId("txn"), ["object"] = "balance_transaction", ["type"] = "charge", ["amount"] = settled, ["fee"] = FeeOf(settled), ["net"] = settled - FeeOf(settled),
                ["currency"] = into, ["created"] = Now, ["status"] = "pending", ["source"] = charge,
            });
            Keep(new JsonObject
            {
                ["id"] = charge, ["object"] = "charge", ["amount"] = asked, ["currency"] = currency, ["created"] = Now, ["paid"] = true, ["status"] = "succeeded",
                ["payment_intent"] = payment, ["balance_transaction"] = Text(balance, "id"), ["transfer_group"] = Text(page, "_group"), ["metadata"] = Named(Text(page, "_op")!),
            });
            var intent = Keep(new JsonObject
            {
                ["id"] = payment, ["object"] = "payment_intent", ["amount"] = asked, ["amount_received"] = asked, ["currency"] = currency, ["created"] = Now, ["status"] = "succeeded",
                ["latest_charge"] = charge, ["transfer_group"] = Text(page, "_group"), ["metadata"] = Named(Text(page, "_op")!),
            });
            (page["status"], page["payment_status"], page["payment_intent"], page["url"]) = ("complete", "paid", payment, null);
            Move(into, settled - FeeOf(settled));
            Happened("payment_intent.succeeded", intent);
            Happened("checkout.session.completed", page);
            return payment;
        }
    }

    public void Expire(string session)
    {
        lock (_lock)
        {
            (_objects[session]["status"], _objects[session]["url"]) = ("expired", null);
            Happened("checkout.session.expired", _objects[session]);
        }
    }

    /// <summary>The payee has said who it is; or its bank lets it be paid no more.</summary>
    public void Become(string account, string status = "active")
    {
        lock (_lock)
        {
            _objects[account]["configuration"]!["recipient"]!["capabilities"]!["stripe_balance"]!["stripe_transfers"]!["status"] = status;
            Happened("account.updated", new JsonObject { ["id"] = account, ["object"] = "account" }, account);
        }
    }

    /// <summary>A transfer comes back, in whole or in part.</summary>
    public void Reverse(string transfer, long? amount = null)
    {
        lock (_lock)
        {
            var made = _objects[transfer];
            var back = amount ?? Number(made, "amount");
            made["amount_reversed"] = Number(made, "amount_reversed") + back;
            made["reversed"] = Number(made, "amount_reversed") == Number(made, "amount");
            made["reversals"]!["data"]!.AsArray().Add(new JsonObject { ["id"] = NewId("trr"), ["object"] = "transfer_reversal", ["amount"] = back, ["currency"] = Text(made, "currency"), ["created"] = Now, ["transfer"] = transfer });
            Move(Text(made, "currency")!, back);
            Happened("transfer.reversed", made);
        }
    }

    /// <summary>A refund that waited ends; one that had succeeded may fail later.</summary>
    public void Settle(string refund, bool succeeds)
    {
        lock (_lock)
        {
            var made = _objects[refund];
            var was = Text(made, "status");
            (made["status"], made["failure_reason"]) = succeeds ? ("succeeded", null) : ("failed", "lost_or_stolen_card");
            if (succeeds) Move(Text(made, "currency")!, -Number(made, "amount"));
            else if (was == "succeeded") Move(Text(made, "currency")!, Number(made, "amount"));
            Happened(succeeds ? "refund.updated" : "refund.failed", made);
        }
    }

    /// <summary>A cardholder's bank draws a payment back; the dispute's id.</summary>
    public string Dispute(string payment, long fee = 1_500)
    {
        lock (_lock)
        {
            var (id, amount, currency) = (NewId("du"), Number(_objects[payment], "amount"), Text(_objects[payment], "currency")!);
            var dispute = Keep(new JsonObject
            {
                ["id"] = id, ["object"] = "dispute", ["amount"] = amount, ["currency"] = currency, ["created"] = Now, ["payment_intent"] = payment, ["reason"] = "fraudulent",
                ["charge"] = Text(_objects[payment], "latest_charge"), ["status"] = "needs_response", ["balance_transactions"] = new JsonArray(Moved(-amount, fee, currency)),
            });
            Move(currency, -amount - fee);
            Happened("charge.dispute.created", dispute);
            Happened("charge.dispute.funds_withdrawn", dispute);
            return id;
        }
    }

    public void Decide(string id, bool won)
    {
        lock (_lock)
        {
            var dispute = _objects[id];
            dispute["status"] = won ? "won" : "lost";
            if (won)
            {
                dispute["balance_transactions"]!.AsArray().Add(Moved(Number(dispute, "amount"), 0, Text(dispute, "currency")!));
                Move(Text(dispute, "currency")!, Number(dispute, "amount"));
                Happened("charge.dispute.funds_reinstated", dispute);
            }

            Happened("charge.dispute.closed", dispute);
        }
    }

    private JsonObject Moved(long amount, long fee, string currency) => new()
    {
        ["id"] = NewId("txn"), ["object"] = "balance_transaction", ["amount"] = amount, ["fee"] = fee, ["net"] = amount - fee, ["currency"] = currency, ["type"] = "adjustment", ["created"] = Now,
    };

    private void Move(string currency, long by) => _balance[currency] = _balance.GetValueOrDefault(currency) + by;

    // The page on which somebody pays, or says who it is: a button, and back to where it came from.
    private async Task ServePage(HttpContext context, string id)
    {
        JsonObject? shown;
        lock (_lock) shown = _objects.GetValueOrDefault(id);
        if (shown is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        var isAccount = id.StartsWith("acct_", StringComparison.Ordinal);
        if (context.Request.Method == "POST")
        {
            if (isAccount) Become(id);
            else if (Text(shown, "status") == "open") Pay(id);
            var back = new Uri(isAccount ? context.Request.Query["back"].ToString() : Text(shown, "success_url")!);
            context.Response.Redirect(Site is { } site ? new Uri(site, back.PathAndQuery + back.Fragment).ToString() : back.ToString());
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!doctype html><html lang=en><title>Stand-in</title><form method=post><button id=go>{(isAccount ? "Verify" : $"Pay {Text(shown, "amount_total")} {Text(shown, "currency")}")}</button></form>");
    }
}
