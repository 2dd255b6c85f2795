using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>What the provider says came in, however often and in whatever order; and what does not fit.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class CardFundingTests(DatabaseProvider provider)
{
    private static readonly AccountName Stripe = new(AccountRole.Stripe);
    private static readonly AccountName Suspense = new(AccountRole.Suspense);

    [Test]
    public async Task Every_event_five_times_shuffled_and_eight_at_once_books_as_once()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await stage.Scene.Accept(1);
        await stage.Work();
        stage.StandIn.Reverse(stage.StandIn.All("transfer")[0]["id"]!.ToString());
        await stage.Hear();
        var (journals, balance) = (await Journals(stage), await stage.Balance(Stripe));

        // The same events under new ids: the inbox knows none of them, so that only the books hold them off.
        var random = new Random(20261128);
        var again = (await stage.Scene.Notices()).SelectMany(n => Enumerable.Range(0, 5).Select(i => new Notice($"{n.Id}_{i}", n.Type, n.ObjectId, n.Account, n.HappenedAt))).ToArray();
        random.Shuffle(again);
        foreach (var notice in again) _ = (await stage.World.With((TakeNotice u) => u.Run("stripe", notice))).Value;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.World.With(async (HandleNotices job) =>
        {
            await job.Run(default);
            return true;
        })));

        Assert.That((await Journals(stage), await stage.Balance(Stripe)), Is.EqualTo((journals, balance)));
        Assert.That((await stage.Scene.Notices()).Select(n => n.State), Is.All.EqualTo(NoticeState.Handled));
        Assert.That(await stage.Differences(), Is.Empty);
    }

    [Test]
    public async Task Other_amount_than_asked_waits_in_suspense_and_goes_back_to_the_card()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.PayIn(amount: 90_000);
        await stage.Hear();
        var op = await stage.Scene.Op(OpKind.Fund);
        Assert.That(((await stage.Scene.Contract.Contract()).FundedAt, op.HeldMinor, op.SuspenseMinor), Is.EqualTo(((DateTimeOffset?)null, 0L, 90_000L)));
        Assert.That(await stage.Balance(Suspense), Is.EqualTo(90_000));

        var officer = stage.Scene.Contract.Finance;
        Assert.That((await stage.World.With((GiveBackSuspense u) => u.Run(new(op.Id, " "), officer))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await stage.World.With((GiveBackSuspense u) => u.Run(new(op.Id, "Wrong amount"), stage.Scene.Contract.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        stage.StandIn.RefundsWait = true;
        _ = (await stage.World.With((GiveBackSuspense u) => u.Run(new(op.Id, "Wrong amount"), officer))).Value;
        Assert.That((await stage.World.With((GiveBackSuspense u) => u.Run(new(op.Id, "Again"), officer))).Refusal.Code, Is.EqualTo("card.given_back_before"));
        await stage.Work();
        Assert.That((await stage.Balance(Suspense), (await stage.Scene.Op(OpKind.Refund)).State), Is.EqualTo((90_000L, OpState.Sent)), "asked is not done");
        stage.StandIn.Settle(stage.StandIn.All("refund")[0]["id"]!.ToString(), true);
        await stage.Hear();
        Assert.That((await stage.Balance(Suspense), await stage.Balance(Stripe)), Is.EqualTo((0L, stage.StandIn.Balance("usd"))));

        stage.StandIn.Settle(stage.StandIn.All("refund")[0]["id"]!.ToString(), false);
        await stage.Hear();
        Assert.That((await stage.Balance(Suspense), await stage.Balance(Stripe)), Is.EqualTo((90_000L, stage.StandIn.Balance("usd"))), "it failed after all");
        Assert.That((await stage.Scene.Op(OpKind.Refund)).State, Is.EqualTo(OpState.Manual));
        Assert.That(await stage.Differences(), Is.Empty);
    }

    [Test]
    public async Task Payment_that_settles_in_another_currency_is_not_held()
    {
        await using var stage = await CardStage.Create(provider);
        stage.StandIn.SettlesIn = "hkd";
        await stage.Scene.Fund();
        var op = await stage.Scene.Op(OpKind.Fund);
        Assert.That((op.HeldMinor, op.SuspenseMinor, op.SuspenseCurrency), Is.EqualTo((0L, 800_000L, (Currency?)Currency.HKD)));
        Assert.That((await stage.Scene.Contract.Contract()).FundedAt, Is.Null);
        Assert.That(await stage.Balance(Stripe, Currency.HKD), Is.EqualTo(stage.StandIn.Balance("hkd")));
        Assert.That((await stage.World.With((GiveBackSuspense u) => u.Run(new(op.Id, "No"), stage.Scene.Contract.Finance))).Refusal.Code, Is.EqualTo("card.exchanged"));
        var page = await stage.World.With((CardQueries q) => q.Page(stage.Scene.Contract.Finance));
        Assert.That((page!.Operations[0].Op.Id, page.Operations[0].MayGiveBack), Is.EqualTo((op.Id, false)));
    }

    [Test]
    public async Task Payment_after_the_bank_has_brought_everything_waits_in_suspense()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.PayIn();
        _ = (await stage.Scene.Contract.Confirm((await stage.Scene.Contract.Claim("1000", "B1")).Value, "1000", "S1")).Value;
        await stage.Hear();
        Assert.That((await stage.Scene.Op(OpKind.Fund)).SuspenseMinor, Is.EqualTo(100_000));
        await stage.Scene.Accept(1);
        Assert.That(await stage.World.Read(db => db.Set<PaymentOp>().CountAsync(o => o.Kind == OpKind.Pay)), Is.Zero, "what came by bank goes by bank");
    }

    private static Task<int> Journals(CardStage stage) => stage.World.Read(db => db.Set<Journal>().CountAsync());
}
