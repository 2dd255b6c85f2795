using Marketplace.Contracts;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Data;
using Marketplace.Challenges;
using Marketplace.Ledger;
using Marketplace.Payments;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>From the page of the provider to the last transfer, as money and as journals.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class CardJourneyTests(DatabaseProvider provider)
{
    [Test]
    public async Task Payment_by_card_is_held_and_paid_out_by_a_transfer_for_each_milestone()
    {
        await using var stage = await CardStage.Create(provider, "1000", feeBasisPoints: 1_000);
        await stage.Scene.Fund();
        Assert.That((await stage.Scene.Contract.Contract()).FundedAt, Is.Not.Null);
        Assert.That((await stage.Balance(new AccountName(AccountRole.Stripe)), await stage.Balance(new AccountName(AccountRole.PspFee))), Is.EqualTo((97_070L, 2_930L)), "the example of the books");

        await stage.Scene.OpenPayee();
        foreach (var position in new[] { 1, 2 })
        {
            await stage.Scene.Accept(position);
            await stage.Work();
        }

        Assert.That(stage.StandIn.All("transfer").Select(t => t["amount"]!.GetValue<long>()), Is.EqualTo(new[] { 36_000L, 54_000L }));
        Assert.That(stage.StandIn.All("transfer").Select(t => t["source_transaction"]!.ToString()).Distinct().Single(), Does.StartWith("ch_"));
        Assert.That(((await stage.Scene.Contract.Contract()).Status, (await stage.Scene.Contract.Bids.Challenge()).Status), Is.EqualTo((ContractStatus.Settled, ChallengeStatus.Settled)));
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(stage.StandIn.Balance("usd")).And.EqualTo(7_070), "ledger and provider agree");
        Assert.That(await stage.Differences(), Is.Empty);

        // What the provider tells afterwards changes nothing.
        await stage.Hear();
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(7_070));
        Assert.That((await stage.Scene.Notices()).Select(n => n.State), Is.All.EqualTo(NoticeState.Handled));
    }

    [Test]
    public async Task Early_end_sends_the_rest_back_to_the_card_and_the_books_agree()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await stage.Scene.Accept(1);
        await stage.Work();
        Assert.That((await stage.Scene.Contract.End()).IsOk, Is.True);
        var refund = (await stage.Scene.Contract.Refunds()).Single();
        Assert.That((await stage.Scene.Contract.With((OrderPayout u) => u.Run(new(refund.Id, "BANK-1"), stage.Scene.Contract.Finance))).Refusal.Code, Is.EqualTo("payout.by_card"), "one way alone pays it");

        await stage.Work();
        await stage.Hear();
        Assert.That((await stage.Scene.Contract.Refunds()).Single().Status, Is.EqualTo(PayoutStatus.Settled));
        Assert.That(await stage.Balance(AccountName.Refund(stage.Scene.Contract.ContractId)), Is.Zero);
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(stage.StandIn.Balance("usd")));
        Assert.That(await stage.Differences(), Is.Empty);
        Assert.That(await stage.World.Read(async db => await BountyCheck.Run(db, default)), Is.Empty, "each bounty's equation holds");
    }

    [Test]
    public async Task Frozen_contract_pays_nothing_by_card()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.Fund();
        await stage.Scene.OpenPayee();
        await stage.Scene.Accept(1);
        Assert.That((await stage.Scene.Contract.Freeze()).IsOk, Is.True);
        await stage.WorkOn(3, TimeSpan.FromHours(1));
        Assert.That(stage.Transfers, Is.Zero);
        Assert.That((await stage.Scene.Contract.Thaw()).IsOk, Is.True);
        await stage.WorkOn(2, TimeSpan.FromHours(1));
        Assert.That(stage.Transfers, Is.EqualTo(1));
    }
}
