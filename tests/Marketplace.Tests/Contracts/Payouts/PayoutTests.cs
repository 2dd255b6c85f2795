using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Payouts;

/// <summary>Ordering, settling and returning belong together: each is refused or booked by what the others did.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class PayoutTests(DatabaseProvider provider)
{
    [Test]
    public async Task Payment_is_ordered_once_under_a_number_of_its_own()
    {
        await using var world = await World.Create(provider);
        var (scene, first, second) = await TwoPayable(world);
        _ = (await scene.Order(first, "O 1")).Value;
        Assert.That((await scene.Order(first, "O2")).Refusal.Code, Is.EqualTo("payout.wrong_state"));
        Assert.That((await scene.Order(second, "ｏ１")).Refusal.Code, Is.EqualTo("payout.order_used"));
        Assert.That((await scene.Order(second, "O3", scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Order(second, "O3", scene.Finance with { Memberships = scene.Bidder.Memberships })).Refusal.Code, Is.EqualTo("money.own_organisation"));
        Assert.That((await scene.With((OrderPayout u) => u.Run(new(second, " "), scene.Finance))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That(await Balance(world, new AccountName(AccountRole.BankOut)), Is.EqualTo(-16_000_000), "on its way out");
    }

    [Test]
    public async Task Payment_settles_by_a_line_of_its_own_and_not_before_it_is_ordered()
    {
        await using var world = await World.Create(provider);
        var (scene, first, second) = await TwoPayable(world);
        Assert.That((await scene.With((SettlePayout u) => u.Run(new(first, "L1"), scene.Finance))).Refusal.Code, Is.EqualTo("payout.wrong_state"));
        _ = (await scene.Order(first, "O1")).Value;
        _ = (await scene.Order(second, "O2")).Value;
        _ = (await scene.Settle(first, "L1")).Value;
        Assert.That((await scene.Settle(second, "l1")).Refusal.Code, Is.EqualTo("payout.line_used"));
        Assert.That((await scene.Settle(second, "L2", scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.InProgress));
    }

    [Test]
    public async Task Return_before_the_statement_owes_the_money_again_and_waits_for_a_person()
    {
        await using var world = await World.Create(provider);
        var (scene, first, _) = await TwoPayable(world);
        _ = (await scene.Order(first, "O1")).Value;
        Assert.That((await scene.Return(first, "R1", scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await scene.With((ReturnPayout u) => u.Run(new(first, "R1", "Account closed"), scene.Finance))).Value;
        Assert.That(await Balance(world, new AccountName(AccountRole.BankOut)), Is.Zero);
        Assert.That((await Payout(world, first)).Status, Is.EqualTo(PayoutStatus.Returned));
        _ = (await scene.Order(first, "O2")).Value;
        Assert.That((await Payout(world, first)).Attempt, Is.EqualTo(2));
        Assert.That((await scene.Return(first, "r1")).Refusal.Code, Is.EqualTo("payout.return_used"));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    [Test]
    public async Task Return_after_the_last_payment_opens_what_was_settled_and_it_settles_again()
    {
        await using var world = await World.Create(provider);
        var (scene, first, second) = await TwoPayable(world);
        foreach (var (payout, i) in new[] { (first, 1), (second, 2) })
        {
            _ = (await scene.Order(payout, $"O{i}")).Value;
            _ = (await scene.Settle(payout, $"L{i}")).Value;
        }

        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Settled));
        _ = (await scene.Return(second, "R1")).Value;
        Assert.That(((await scene.Contract()).Status, (await scene.Bids.Challenge()).Status), Is.EqualTo((ContractStatus.InProgress, ChallengeStatus.InProgress)));
        Assert.That((await scene.Contract()).Milestones.Count(m => m.Status == MilestoneStatus.Payable), Is.EqualTo(1));
        _ = (await scene.Order(second, "O3")).Value;
        _ = (await scene.Settle(second, "L3")).Value;
        Assert.That(((await scene.Contract()).Status, (await scene.Bids.Challenge()).Status), Is.EqualTo((ContractStatus.Settled, ChallengeStatus.Settled)));
        Assert.That(await Balance(world, AccountName.Bank("main")), Is.Zero);
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    private static async Task<(ContractScene Scene, Guid First, Guid Second)> TwoPayable(World world)
    {
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Submit(2)).Value;
        return (scene, (await scene.Accept(1)).Value, (await scene.Accept(2)).Value);
    }

    private static Task<Payout> Payout(World world, Guid id) => world.Read(db => db.Set<Payout>().AsNoTracking().SingleAsync(p => p.Id == id));

    private static async Task<long> Balance(World world, AccountName account) => (await world.With((LedgerQueries q) => q.Balance(account, Currency.CNY, default))).Minor;
}
