using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.Payments.Rails.Stripe;
using Marketplace.TestKit.Stripe;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Marketplace.Tests.Payments.Rails.Stripe;

/// <summary>The rail alone against the stand-in: what it answers for what happens to a refund.</summary>
public sealed class StripeRailTests
{
    private StripeStandIn _standIn = null!;
    private IRail _rail = null!;
    private string _payment = "";

    [SetUp]
    public async Task Start()
    {
        _standIn = await StripeStandIn.Start(new FakeTimeProvider(TestKit.World.Start));
        _rail = new CardRail(StripeSettings.From(new ConfigurationBuilder().AddInMemoryCollection(_standIn.Settings).Build(), false)).Rail!;
        var (page, _) = await _rail.StartFunding(new FundingOrder("fund:1", 1, Dollars(1_000_00), "group", "Contract", new Uri("http://localhost/a"), new Uri("http://localhost/b")), default);
        _payment = _standIn.Pay(page!.Id);
    }

    [TearDown]
    public async Task End() => await _standIn.DisposeAsync();

    [Test]
    public async Task Refund_that_succeeds_is_done_once_under_its_key()
    {
        var order = new RefundOrder("refund:1", 1, Dollars(60_000), _payment);
        _standIn.Fail("/v1/refunds", StripeFault.DropAfter);
        Assert.That(await _rail.Refund(order, default), Is.InstanceOf<Outcome.Unknown>());
        Assert.That(await _rail.Refund(order, default), Is.InstanceOf<Outcome.Done>());
        Assert.That((_standIn.All("refund").Count, await _rail.Lookup(new OpTrace(OpKind.Refund, "refund:1", "group", _payment), default) is Outcome.Done), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Refund_that_waits_is_pending_and_one_that_failed_is_refused_though_the_answer_is_repeated()
    {
        _standIn.RefundsWait = true;
        var order = new RefundOrder("refund:1", 1, Dollars(60_000), _payment);
        Assert.That(await _rail.Refund(order, default), Is.InstanceOf<Outcome.Pending>());
        _standIn.Settle(_standIn.All("refund")[0]["id"]!.ToString(), false);
        Assert.That(await _rail.Refund(order, default), Is.EqualTo(new Outcome.Refused("lost_or_stolen_card", Retry.ByPerson)), "a repeated answer shows what was, not what is");
    }

    [Test]
    public async Task More_than_was_paid_is_refused_and_nothing_is_found_of_it()
    {
        Assert.That(await _rail.Refund(new RefundOrder("refund:1", 1, Dollars(100_001), _payment), default), Is.InstanceOf<Outcome.Refused>());
        Assert.That(await _rail.Lookup(new OpTrace(OpKind.Refund, "refund:1", "group", _payment), default), Is.InstanceOf<Outcome.Absent>());
    }

    [Test]
    public async Task Stand_in_refuses_what_the_provider_does_not_know()
    {
        using var client = new HttpClient { BaseAddress = _standIn.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", StripeStandIn.Key);
        using var answer = await client.PostAsync(new Uri("/v1/transfers", UriKind.Relative), new FormUrlEncodedContent([new("payment_method_types[0]", "card")]));
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("parameter_unknown"));
    }

    private static Money Dollars(long minor) => new(minor, Currency.USD);
}
