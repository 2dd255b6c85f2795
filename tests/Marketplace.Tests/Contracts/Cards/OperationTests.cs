using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>What officers do about operations that do not go on by themselves: looked up, tried again, handed over.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class OperationTests(DatabaseProvider provider)
{
    [Test]
    public async Task Stuck_payment_is_tried_again_under_another_key()
    {
        await using var stage = await Stuck();
        var op = await stage.Scene.Op(OpKind.Pay);
        Assert.That((op.State, op.LastError), Is.EqualTo((OpState.Manual, "account_invalid")));
        Assert.That((await stage.World.Events()).Count(e => e.Type == "operation.stuck"), Is.EqualTo(1));
        var officer = stage.Scene.Contract.Finance;
        Assert.That((await Retry(stage, op.Id, stage.Scene.Contract.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Retry(stage, op.Id, officer with { Memberships = stage.Scene.Contract.Bidder.Memberships })).Refusal.Code, Is.EqualTo("money.own_organisation"));
        Assert.That((await Retry(stage, "pay:nothing", officer)).Refusal, Is.EqualTo(Refusal.NotFound));

        stage.StandIn.RefusesTransfersWith = null;
        _ = (await Retry(stage, op.Id, officer)).Value;
        Assert.That((await Retry(stage, op.Id, officer)).Refusal.Code, Is.EqualTo("op.wrong_state"), "a second click does nothing");
        await stage.Work();
        Assert.That((stage.Transfers, (await stage.Scene.Op(OpKind.Pay)).State), Is.EqualTo((1, OpState.Done)));
    }

    [Test]
    public async Task Payment_is_handed_over_to_the_bank_once_and_for_good()
    {
        await using var stage = await Stuck();
        var (op, officer) = (await stage.Scene.Op(OpKind.Pay), stage.Scene.Contract.Finance);
        Assert.That((await stage.Scene.Contract.Order(op.PayoutId!.Value, "O1")).Refusal.Code, Is.EqualTo("payout.by_card"), "exactly one way pays");
        Assert.That((await stage.World.With((HandOverOperation u) => u.Run(new(op.Id, null), officer))).Refusal.Code, Is.EqualTo("text.required"));
        _ = (await stage.World.With((HandOverOperation u) => u.Run(new(op.Id, "The account is closed"), officer))).Value;
        Assert.That((await stage.World.With((HandOverOperation u) => u.Run(new(op.Id, "Again"), officer))).Refusal.Code, Is.EqualTo("op.wrong_state"));
        stage.StandIn.RefusesTransfersWith = null;
        await stage.WorkOn(3, TimeSpan.FromHours(1));
        Assert.That(stage.Transfers, Is.Zero);
        _ = (await stage.Scene.Contract.Order(op.PayoutId.Value, "O1")).Value;
        _ = (await stage.Scene.Contract.Settle(op.PayoutId.Value, "L1")).Value;
        Assert.That((await stage.World.Events()).Single(e => e.Type == "operation.handed_over").Reason, Is.EqualTo("The account is closed"));
        Assert.That(await stage.Differences(), Is.Empty);
    }

    [Test]
    public async Task Looking_up_books_what_the_provider_has_done_and_sends_nothing()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await stage.Scene.Accept(1);
        stage.StandIn.Fail("/v1/transfers", StripeFault.DropAfter);
        await stage.Work();
        var op = await stage.Scene.Op(OpKind.Pay);
        Assert.That((await stage.World.With((LookUpOperation u) => u.Run(new(op.Id), stage.Scene.Contract.Bidder))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await stage.World.With((LookUpOperation u) => u.Run(new(op.Id), stage.Scene.Contract.Finance))).Value, Is.True);
        Assert.That(((await stage.Scene.Op(OpKind.Pay)).State, stage.StandIn.Posts.Count(p => p.Path == "/v1/transfers")), Is.EqualTo((OpState.Done, 1)));
    }

    [Test]
    public async Task Parked_notice_is_handled_again_by_an_officer_alone()
    {
        await using var stage = await CardStage.Create(provider);
        _ = (await stage.World.With((TakeNotice u) => u.Run("stripe", new Notice("evt_1", "payment_intent.succeeded", "pi_unknown", null, World.Start)))).Value;
        for (var i = 0; i < RailNotice.MostTries; i++)
        {
            await stage.Hear();
            stage.World.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That((await stage.Scene.Notices()).Single().State, Is.EqualTo(NoticeState.Parked));
        Assert.That((await stage.World.With((RetryNotice u) => u.Run(new("evt_1"), stage.Scene.Contract.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await stage.World.With((RetryNotice u) => u.Run(new("evt_1"), stage.Scene.Contract.Finance))).Value;
        Assert.That((await stage.World.With((RetryNotice u) => u.Run(new("evt_1"), stage.Scene.Contract.Finance))).Refusal.Code, Is.EqualTo("op.wrong_state"));
        Assert.That((await stage.Scene.Notices()).Single().State, Is.EqualTo(NoticeState.Waiting));
    }

    [Test]
    public async Task Database_lets_no_second_payment_for_a_milestone_be_planned()
    {
        await using var stage = await Stuck();
        var op = await stage.Scene.Op(OpKind.Pay);
        Assert.That(() => stage.World.With((MarketplaceDb db) =>
        {
            db.Add(new PaymentOp { Id = "pay:other", Rail = "stripe", Kind = OpKind.Pay, BountyId = op.BountyId, MilestoneId = op.MilestoneId, Currency = op.Currency, AmountMinor = 1, PlannedAt = World.Start });
            return db.SaveChangesAsync();
        }), Throws.InstanceOf<DbUpdateException>());
    }

    private static Task<Result<Done>> Retry(CardStage stage, string id, Actor by) => stage.World.With((RetryOperation u) => u.Run(new(id), by));

    private async Task<CardStage> Stuck()
    {
        var stage = await CardStage.Create(provider);
        await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await stage.Scene.Accept(1);
        stage.StandIn.RefusesTransfersWith = "account_invalid";
        await stage.Work();
        return stage;
    }
}
