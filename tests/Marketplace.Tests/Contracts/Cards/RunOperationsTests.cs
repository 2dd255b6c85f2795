using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>One transfer for each payment, whatever happens to the calls; and nothing sent while it must not be.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class RunOperationsTests(DatabaseProvider provider)
{
    private static readonly AccountName Stripe = new(AccountRole.Stripe);

    [TestCase(StripeFault.DropAfter, 20)]
    [TestCase(StripeFault.ErrorAfter, 20)]
    [TestCase(StripeFault.Slow, 2)]
    public async Task Call_whose_answer_is_lost_is_repeated_under_its_key_and_pays_once(StripeFault fault, int times)
    {
        await using var stage = await Payable(patience: fault == StripeFault.Slow ? TimeSpan.FromMilliseconds(500) : null);
        stage.StandIn.Fail("/v1/transfers", fault, times);
        await stage.WorkOn(times, TimeSpan.FromHours(1));
        Assert.That((await stage.Scene.Op(OpKind.Pay)).State, Is.EqualTo(OpState.Sent), "never taken for a failure");
        await stage.Work();

        var posts = stage.StandIn.Posts.Where(p => p.Path == "/v1/transfers").ToList();
        Assert.That(posts, Has.Count.EqualTo(times + 1));
        Assert.That(posts.Select(p => p.Key).Distinct().Count(), Is.EqualTo(1));
        Assert.That((stage.Transfers, (await stage.Scene.Op(OpKind.Pay)).State), Is.EqualTo((1, OpState.Done)));
        Assert.That(await stage.Balance(Stripe), Is.EqualTo(stage.StandIn.Balance("usd")));
    }

    [Test]
    public async Task Unknown_outcome_of_yesterday_is_looked_up_before_anything_is_sent()
    {
        await using var stage = await Payable();
        stage.StandIn.Fail("/v1/transfers", StripeFault.DropAfter);
        await stage.Work();
        stage.World.Clock.Advance(TimeSpan.FromHours(25));
        var before = stage.StandIn.Requests.Count;
        await stage.Work();
        Assert.That(stage.StandIn.Requests.Skip(before).Select(r => $"{r.Method} {r.Path}"), Is.EqualTo(new[] { "GET /v1/transfers" }));
        Assert.That((stage.Transfers, (await stage.Scene.Op(OpKind.Pay)).State), Is.EqualTo((1, OpState.Done)));
    }

    [Test]
    public async Task Call_of_yesterday_that_was_not_carried_out_is_made_anew_under_another_key()
    {
        await using var stage = await Payable();
        stage.StandIn.Fail("/v1/transfers", StripeFault.ErrorBefore);
        await stage.Work();
        stage.World.Clock.Advance(TimeSpan.FromHours(25));
        await stage.WorkOn(2, TimeSpan.FromMinutes(1));
        Assert.That(stage.Transfers, Is.EqualTo(1));
        Assert.That(stage.StandIn.Posts.Where(p => p.Path == "/v1/transfers").Select(p => p.Key![^2..]), Is.EqualTo(new[] { ":1", ":2" }));
    }

    [Test]
    public async Task Refusal_for_a_short_balance_uses_up_its_key_and_pays_by_the_next()
    {
        await using var stage = await Payable();
        stage.StandIn.IsShort = true;
        await stage.Work();
        Assert.That((await stage.Scene.Op(OpKind.Pay)).LastError, Is.EqualTo("balance_insufficient"));
        stage.StandIn.IsShort = false;
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.Work();
        Assert.That(((await stage.Scene.Op(OpKind.Pay)).Attempt, stage.Transfers), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Payee_that_is_not_ready_is_asked_about_once_an_hour_and_paid_when_it_is()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.Fund();
        await stage.Scene.Accept(1);
        await stage.Work();
        Assert.That((await stage.Scene.Op(OpKind.Pay)).LastError, Is.EqualTo("payee_missing"));
        await stage.Scene.OpenPayee(active: false);
        stage.World.Clock.Advance(TimeSpan.FromHours(1));
        var before = stage.StandIn.Requests.Count;
        await stage.WorkOn(36, TimeSpan.FromMinutes(10));
        Assert.That(stage.StandIn.Requests.Skip(before).Select(r => r.Path), Is.EqualTo(Enumerable.Repeat($"/v2/core/accounts/{stage.Scene.Account}", 6)));
        Assert.That(await stage.Balance(AccountName.Payable((await stage.Scene.Op(OpKind.Pay)).MilestoneId!.Value)), Is.EqualTo(40_000));

        stage.StandIn.Become(stage.Scene.Account);
        await stage.Hear();
        await stage.Work();
        Assert.That((stage.Transfers, (await stage.Scene.Op(OpKind.Pay)).State), Is.EqualTo((1, OpState.Done)));
        Assert.That((await stage.World.Events()).Count(e => e.Type == "payee.changed"), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task Transfer_that_comes_back_is_owed_again_and_waits_for_a_person()
    {
        await using var stage = await Payable();
        await stage.Work();
        stage.StandIn.Reverse(stage.StandIn.All("transfer")[0]["id"]!.ToString());
        await stage.Hear();
        await stage.WorkOn(3, TimeSpan.FromHours(1));
        var op = await stage.Scene.Op(OpKind.Pay);
        Assert.That((op.State, stage.Transfers, await stage.Balance(Stripe)), Is.EqualTo((OpState.Manual, 1, stage.StandIn.Balance("usd"))));

        _ = (await stage.World.With((RetryOperation u) => u.Run(new(op.Id), stage.Scene.Contract.Finance))).Value;
        await stage.Work();
        Assert.That((stage.Transfers, (await stage.Scene.Op(OpKind.Pay)).State, await stage.Balance(Stripe)), Is.EqualTo((2, OpState.Done, stage.StandIn.Balance("usd"))));
        Assert.That(await stage.Differences(), Is.Empty);
    }

    private async Task<CardStage> Payable(TimeSpan? patience = null)
    {
        var stage = await CardStage.Create(provider, patience: patience);
        await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await stage.Scene.Accept(1);
        return stage;
    }
}
