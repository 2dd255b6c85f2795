using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Ledger;
using Marketplace.Payments;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>A cardholder's bank draws the payment back at some point of the contract's life.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class CardDisputesTests(DatabaseProvider provider)
{
    public enum Point { Held, Submitted, Released, PaidFirst, PaidAll }

    [Test]
    public async Task Disputed_contract_is_frozen_until_it_is_decided_and_the_books_follow([Values] Point at, [Values] bool won)
    {
        await using var stage = await CardStage.Create(provider);
        var payment = await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await GoTo(stage, at);
        var transfers = stage.Transfers;

        var dispute = stage.StandIn.Dispute(payment);
        await stage.Hear();
        await stage.WorkOn(3, TimeSpan.FromHours(1));
        Assert.That(stage.Transfers, Is.EqualTo(transfers), "nothing is paid while it is open");
        if (at == Point.Submitted) Assert.That((await stage.Scene.Contract.Accept(1)).Refusal.Code, Is.EqualTo("card.disputed"));
        Assert.That(await stage.Balance(new AccountName(AccountRole.Dispute)), Is.EqualTo(100_000));
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(stage.StandIn.Balance("usd")));

        stage.StandIn.Decide(dispute, won);
        await stage.Hear();
        await stage.Hear();
        Assert.That(await stage.Balance(new AccountName(AccountRole.Dispute)), Is.Zero);
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(stage.StandIn.Balance("usd")));
        var held = won ? HeldAt(at) : 0;
        Assert.That(await stage.Balance(AccountName.Held(stage.Scene.Contract.ContractId)), Is.EqualTo(held));
        Assert.That(await stage.Balance(new AccountName(AccountRole.Loss)), Is.EqualTo(won ? 0 : 100_000 - HeldAt(at)));
        Assert.That((await stage.Scene.Contract.Contract()).FundedAt is not null, Is.EqualTo(won || HeldAt(at) == 0));
        Assert.That(await stage.Differences(), Is.Empty);
        await stage.Work();
        Assert.That(stage.Transfers, Is.EqualTo(transfers + (at == Point.Released ? 1 : 0)), "what was owed is paid afterwards");
    }

    [Test]
    public async Task Dispute_that_is_told_before_its_payment_waits_for_it()
    {
        await using var stage = await CardStage.Create(provider);
        var payment = await stage.Scene.PayIn();
        var dispute = stage.StandIn.Dispute(payment);
        _ = (await stage.World.With((TakeNotice u) => u.Run("stripe", new Notice("evt_first", "charge.dispute.created", dispute, null, World.Start)))).Value;
        await stage.World.With(async (Marketplace.Contracts.Cards.HandleNotices job) =>
        {
            await job.Run(default);
            return true;
        });
        Assert.That((await stage.Scene.Notices()).Single().LastError, Is.EqualTo("card.too_early"));
        await stage.Hear();
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.Hear();
        Assert.That((await stage.Scene.Notices()).Select(n => n.State), Is.All.EqualTo(NoticeState.Handled));
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(stage.StandIn.Balance("usd")));
    }

    [Test]
    public async Task Refund_that_stopped_after_it_was_sent_is_looked_up_before_a_lost_dispute_voids_it()
    {
        await using var stage = await CardStage.Create(provider);
        var payment = await stage.Scene.Fund();
        Assert.That((await stage.Scene.Contract.End()).IsOk, Is.True);
        stage.StandIn.RefusesRefundsWith = "charge_disputed";
        await stage.Work();
        Assert.That((await stage.Scene.Op(OpKind.Refund)).State, Is.EqualTo(OpState.Manual));
        stage.StandIn.Decide(stage.StandIn.Dispute(payment), false);
        await stage.Hear();
        var waits = (await stage.Scene.Notices()).Where(n => n.State != NoticeState.Handled).ToList();
        Assert.That(waits.Select(n => n.LastError), Is.All.EqualTo("card.refund_under_way"));
        Assert.That(((await stage.Scene.Op(OpKind.Refund)).State, waits.Count > 0), Is.EqualTo((OpState.Manual, true)), "it may have been carried out");

        // The new try looks it up; it is not there, and the open dispute keeps it from being sent.
        var refund = (await stage.Scene.Op(OpKind.Refund)).Id;
        _ = (await stage.World.With((RetryOperation u) => u.Run(new(refund), stage.Scene.Contract.Finance))).Value;
        stage.World.Clock.Advance(TimeSpan.FromDays(1));
        await stage.Hear();
        Assert.That((await stage.Scene.Op(OpKind.Refund)).State, Is.EqualTo(OpState.Void));
        Assert.That((await stage.Scene.Notices()).Select(n => n.State), Is.All.EqualTo(NoticeState.Handled));
        Assert.That(await stage.Balance(AccountName.Refund(stage.Scene.Contract.ContractId)), Is.Zero);
        Assert.That(await stage.Differences(), Is.Empty);
    }

    private static long HeldAt(Point at) => at switch { Point.Held or Point.Submitted => 100_000, Point.Released or Point.PaidFirst => 60_000, _ => 0 };

    private static async Task GoTo(CardStage stage, Point at)
    {
        if (at == Point.Submitted) _ = (await stage.Scene.Contract.Submit(1)).Value;
        if (at < Point.Released) return;
        await stage.Scene.Accept(1);
        if (at == Point.Released) return;
        await stage.Work();
        if (at == Point.PaidFirst) return;
        await stage.Scene.Accept(2);
        await stage.Work();
    }
}
