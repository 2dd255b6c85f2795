using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

/// <summary>From the final award to the last payment on the bank rail.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class WholeWayTests(DatabaseProvider provider)
{
    [Test]
    public async Task Award_becomes_a_contract_that_is_paid_to_the_end_and_settles_the_challenge()
    {
        await using var world = await World.Create(provider, services => services.WithFee(1_000));
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.InProgress));

        _ = (await scene.Confirm((await scene.Claim("40万", "B1")).Value, "40万", "S1")).Value;
        await scene.PayOut(1);
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.InProgress));
        await scene.PayOut(2);

        var contract = await scene.Contract();
        Assert.That(contract.Status, Is.EqualTo(ContractStatus.Settled));
        Assert.That(contract.Milestones.Select(m => m.Status), Is.All.EqualTo(MilestoneStatus.Paid));
        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Settled));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(10), Is.EqualTo(new[]
        {
            "payout.ordered", "payout.settled", "milestone.submitted", "milestone.accepted", "payment.released", "payout.ordered", "payout.settled",
            "contract.settled", "challenge.settled",
        }.Prepend("payment.released")));
        await AssertBooks(world, scene, contract);
    }

    private static async Task AssertBooks(World world, ContractScene scene, Contract contract)
    {
        Assert.That(await Balance(AccountName.Held(contract.Id)), Is.Zero);
        Assert.That(await Balance(AccountName.Bank("main")), Is.EqualTo(4_000_000), "only the fee is left at the bank");
        Assert.That(await Balance(new AccountName(AccountRole.Fee)), Is.EqualTo(4_000_000));
        Assert.That(await Balance(new AccountName(AccountRole.BankOut)), Is.Zero);
        foreach (var milestone in contract.Milestones) Assert.That(await Balance(AccountName.Payable(milestone.Id)), Is.Zero);
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
        var view = (await scene.View(scene.Bidder))!;
        Assert.That((view.Funds!.Paid.Minor, view.Funds.Held.Minor, view.Funds.Due.Minor, view.Funds.Released.Minor), Is.EqualTo((40_000_000L, 0L, 0L, 40_000_000L)));
        Assert.That(view.Journals.Select(j => j.Type), Is.EqualTo(new[]
        {
            JournalType.Funded, JournalType.Released, JournalType.PayoutOrdered, JournalType.PayoutSettled,
            JournalType.Released, JournalType.PayoutOrdered, JournalType.PayoutSettled,
        }));

        async Task<long> Balance(AccountName account) => (await world.With((LedgerQueries q) => q.Balance(account, Currency.CNY, default))).Minor;
    }
}
