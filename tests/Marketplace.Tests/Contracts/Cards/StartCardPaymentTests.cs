using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

[TestFixtureSource(typeof(Databases))]
public sealed class StartCardPaymentTests(DatabaseProvider provider)
{
    [Test]
    public async Task Second_click_leads_to_the_same_page_and_an_expired_one_to_another()
    {
        await using var stage = await CardStage.Create(provider);
        var first = (await stage.Scene.Start()).Value;
        Assert.That((await stage.Scene.Start()).Value, Is.EqualTo(first));
        stage.StandIn.Expire(first.AbsolutePath["/pay/".Length..]);
        var second = (await stage.Scene.Start()).Value;
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(stage.StandIn.All("checkout.session"), Has.Count.EqualTo(2));
        Assert.That((await Ops(stage)).Select(o => (o.Id[^1], o.State)), Is.EqualTo(new[] { ('1', OpState.Void), ('2', OpState.Sent) }));
        Assert.That((await stage.World.Events()).Count(e => e.Type == "card.started"), Is.EqualTo(2));
    }

    [Test]
    public async Task Lost_answer_is_asked_for_again_under_the_same_key()
    {
        await using var stage = await CardStage.Create(provider);
        stage.StandIn.Fail("/v1/checkout", StripeFault.DropAfter);
        Assert.That((await stage.Scene.Start()).Refusal.Code, Is.EqualTo("card.unreachable"));
        Assert.That((await stage.Scene.Start()).IsOk, Is.True);
        Assert.That(stage.StandIn.Posts.Select(p => p.Key).Distinct().Count(), Is.EqualTo(1));
        Assert.That(stage.StandIn.All("checkout.session"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Strangers_and_the_other_side_find_nothing_and_a_paid_contract_is_whole()
    {
        await using var stage = await CardStage.Create(provider);
        Assert.That((await stage.Scene.Start(stage.Scene.Contract.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await stage.Scene.Start(stage.Scene.Contract.Finance)).Refusal, Is.EqualTo(Refusal.NotFound));
        await stage.Scene.PayIn();
        Assert.That((await stage.Scene.Start()).Refusal.Code, Is.EqualTo("card.being_booked"));
        await stage.Scene.Hear();
        Assert.That((await stage.Scene.Start()).Refusal.Code, Is.EqualTo("funding.whole"));
    }

    [TestCase("CNY", "1000")]
    [TestCase("USD", "1000000")]
    [TestCase("HKD", "3")]
    public async Task Amount_that_the_rail_does_not_carry_goes_by_bank(string currency, string amount)
    {
        await using var stage = await CardStage.Create(provider, amount, currency: Currency.Parse(currency));
        Assert.That((await stage.Scene.Start()).Refusal.Code, Is.EqualTo("card.amount"));
        Assert.That(stage.StandIn.Requests, Is.Empty);
    }

    [Test]
    public async Task Without_a_key_there_is_no_rail_and_no_call()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "1000", currency: Currency.USD);
        Assert.That((await world.With((StartCardPayment u) => u.Run(new(scene.ContractId), scene.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That(await world.With(async (CardQueries q) => await q.Of((await scene.View(scene.Publisher))!, scene.Publisher)), Is.Null);
        await world.RunJobs();
        Assert.That(await world.Read(db => db.Set<PaymentOp>().CountAsync()), Is.Zero);
    }

    private static Task<List<PaymentOp>> Ops(CardStage stage) => stage.World.Read(db => db.Set<PaymentOp>().AsNoTracking().OrderBy(o => o.Id).ToListAsync());
}
