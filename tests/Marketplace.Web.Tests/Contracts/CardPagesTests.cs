using System.Collections.Concurrent;
using System.Net;
using Marketplace.Contracts;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Serilog.Core;
using Serilog.Events;

namespace Marketplace.Web.Tests.Contracts;

/// <summary>The card rail through its pages: paying, the payee's account, and what officers see.</summary>
public sealed class CardPagesTests
{
    [Test]
    public async Task Contract_is_paid_by_card_and_paid_out_through_the_pages_and_no_secret_is_told()
    {
        var log = new Log();
        await using var stage = await CardHost.Create(configure: services => services.AddSingleton<ILogEventSink>(log));
        var scene = stage.Scene.Contract;
        using var publisher = await stage.Visit(scene.Publisher);
        using var owner = await stage.Visit(stage.Scene.LabOwner);
        using var finance = await stage.Visit(scene.Finance);
        var seen = new List<string>();

        var contract = await publisher.Open(stage.Contract);
        Assert.That(contract.Document.QuerySelector($"a[href='{stage.Contract}/card']"), Is.Not.Null);
        Assert.That(contract.Text, Does.Not.Contain("escrow").IgnoreCase);
        var pay = await publisher.Open($"{stage.Contract}/card");
        Assert.That(pay.Text, Does.Contain("1,000").And.Contain("no real money"));
        using (var sent = await publisher.Client.PostAsync(pay.Address, Form(pay, "#card")))
        {
            Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            var page = sent.Headers.Location!.AbsolutePath;
            Assert.That((await publisher.Open($"{stage.Contract}?card=back")).Text, Does.Contain("payment page is open"), "coming back proves nothing");
            stage.StandIn.Pay(page["/pay/".Length..]);
        }

        await stage.Tell();
        seen.Add((await publisher.Open(stage.Contract)).Html);
        Assert.That(seen[0], Does.Contain("was paid by card"));
        Assert.That((await publisher.Open($"{stage.Contract}/card")).Status, Is.EqualTo(HttpStatusCode.NotFound), "nothing is due any more");

        var account = await owner.Open(stage.Payee);
        using (var begun = await owner.Client.PostAsync(new Uri(account.Address, "?handler=Begin"), Form(account, "#begin"))) Assert.That(begun.Headers.Location!.Host, Is.EqualTo("127.0.0.1"));
        stage.StandIn.Become(stage.StandIn.All("v2.core.account")[0]["id"]!.ToString());
        Assert.That((await owner.Open($"{stage.Payee}?back=true")).Text, Does.Contain("Can be paid"));
        Assert.That((await publisher.Open(stage.Payee)).Status, Is.EqualTo(HttpStatusCode.NotFound));

        foreach (var position in new[] { 1, 2 }) await stage.Scene.Accept(position);
        seen.Add((await finance.Open("/admin/money")).Html);
        Assert.That(seen[^1], Does.Not.Contain("id=\"order-"), "nobody orders at the bank what the card rail pays");
        await stage.Host.RunJobs();
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.Settled));
        var operations = await finance.Open("/admin/money/cards");
        Assert.That(operations.Document.QuerySelectorAll("#operations article"), Has.Length.EqualTo(3));
        seen.AddRange([operations.Html, (await owner.Open(stage.Contract)).Html, (await finance.Open("/admin/money")).Html]);
        Assert.That(seen.Concat(log.Lines), Has.None.Contains("sk_test").And.None.Contains("whsec_"));

        // Every call was one that the provider knows, under a key that names our operation.
        Assert.That(stage.StandIn.Requests.Select(r => r.Status), Is.All.EqualTo(200));
        Assert.That(stage.StandIn.Posts.Select(p => p.Key), Is.All.Match("^(fund|pay|payee|link):[0-9a-f]{32}"));
    }

    [Test]
    public async Task Stuck_operation_is_seen_and_handed_over_on_the_officers_page()
    {
        await using var stage = await CardHost.Create();
        await stage.Scene.PayIn();
        await stage.Tell();
        await stage.Scene.OpenPayee();
        stage.StandIn.RefusesTransfersWith = "account_invalid";
        await stage.Scene.Accept(1);
        await stage.Host.RunJobs();
        using var finance = await stage.Visit(stage.Scene.Contract.Finance);
        var page = await finance.Open("/admin/money/cards");
        Assert.That(page.Text, Does.Contain("Needs a person").And.Contain("account_invalid"));
        var refused = await finance.Submit(page, "form[action*=HandOver]");
        Assert.That(refused.Document.QuerySelector(".validation-summary, .error, [role=alert]"), Is.Not.Null);
        var done = await finance.Submit(refused, "form[action*=HandOver]", [new("Form.Reason", "Closed")]);
        Assert.That(done.Text, Does.Contain("Void"));
        Assert.That((await finance.Open("/admin/money")).Html, Does.Contain("id=\"order-"));
    }

    [Test]
    public async Task Without_keys_there_is_no_card_anywhere_and_the_bank_rail_works()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Signed(host.Services, amount: "1000", currency: Currency.USD);
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        using var finance = await host.Visit(scene.Finance.PersonId);
        var address = $"/workspace/contracts/{scene.ContractId}";
        Assert.That((await publisher.Open(address)).Html, Does.Not.Contain("/card"));
        Assert.That((await publisher.Open($"{address}/card")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await finance.Open("/admin/money")).Document.QuerySelector("#card-rail-off"), Is.Null);
        _ = (await scene.Confirm((await scene.Claim("1000", "B1")).Value, "1000", "S1")).Value;
        await scene.PayOut(1);
        await scene.PayOut(2);
        await host.RunJobs();
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.Settled));
        Assert.That(host.Services.GetRequiredService<CardRail>().Rail, Is.Null, "there is nothing that could call");
    }

    [TestCase("Stripe:WebhookSecret", "", "Stripe:WebhookSecret")]
    [TestCase("Stripe:SecretKey", "sk_live_0123456789", "live key")]
    public async Task Rail_that_is_set_wrongly_is_off_with_a_red_line_for_officers(string setting, string value, string told)
    {
        await using var standIn = await StripeStandIn.Start(TimeProvider.System);
        await using var host = await WebHost.Create(settings: [.. standIn.Settings.Where(s => s.Key != setting), new(setting, value)]);
        var scene = await ContractScene.Signed(host.Services, amount: "1000", currency: Currency.USD);
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        using var finance = await host.Visit(scene.Finance.PersonId);
        Assert.That((await publisher.Open($"/workspace/contracts/{scene.ContractId}")).Html, Does.Not.Contain("/card"));
        var line = (await finance.Open("/admin/money")).Document.QuerySelector("#card-rail-off")!;
        Assert.That((line.ClassName, line.TextContent), Is.EqualTo(("note is-bad", line.TextContent)));
        Assert.That(line.TextContent, Does.Contain(told).And.Not.Contain("sk_live_0"));
        await host.RunJobs();
        Assert.That(standIn.Requests, Is.Empty);
    }

    private static FormUrlEncodedContent Form(Page page, string form) =>
        new([new("__RequestVerificationToken", page.Document.QuerySelector($"{form} input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);

    private sealed class Log : ILogEventSink
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public void Emit(LogEvent logEvent) => _lines.Enqueue(logEvent.RenderMessage(null) + string.Join(' ', logEvent.Properties.Values) + logEvent.Exception);
    }
}
