using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

[TestFixtureSource(typeof(Databases))]
public sealed class ReverseFundingTests(DatabaseProvider provider)
{
    [Test]
    public async Task Reversal_mirrors_the_booking_once()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var claim = await scene.OnlyClaim();
        Assert.That((await scene.Reverse(claim, scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await scene.With((ReverseFunding u) => u.Run(new(claim, "Returned by the bank"), scene.Finance))).Value;

        var contract = await scene.Contract();
        Assert.That((contract.FundedAt, contract.IsFrozen), Is.EqualTo(((DateTimeOffset?)null, false)));
        Assert.That((await scene.View(scene.Publisher))!.Funds!.Held.Minor, Is.Zero);
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
        Assert.That((await scene.Reverse(claim)).Refusal.Code, Is.EqualTo("funding.wrong_state"));
        Assert.That((await scene.Claim("40万", "B1", file: ContractScene.Voucher(99))).Refusal.Code, Is.EqualTo("funding.number_used"), "a transfer that was booked is never booked again");
    }

    [Test]
    public async Task Reversal_after_a_release_takes_what_is_held_claims_the_rest_and_freezes()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var payout = (await scene.Accept(1)).Value;
        _ = (await scene.Reverse(await scene.OnlyClaim())).Value;

        var contract = await scene.Contract();
        Assert.That((contract.IsFrozen, contract.FundedAt), Is.EqualTo((true, (DateTimeOffset?)null)));
        Assert.That(await Balances(scene), Is.EqualTo((0L, 0L, 16_000_000L)), "bank, held, to be recovered");
        Assert.That((await scene.Order(payout, "O1")).Refusal.Code, Is.EqualTo("contract.frozen"));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.EqualTo(new[] { "funding.reversed", "contract.frozen" }));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);

        // Thawed or not, the winner is not paid with the money of others.
        _ = (await scene.Thaw()).Value;
        Assert.That((await scene.Order(payout, "O1")).Refusal.Code, Is.EqualTo("payout.debt_open"));
        _ = (await scene.Freeze()).Value;

        // The publisher pays again: what is due is held, the rest waits, and is set off against what it owes.
        _ = (await scene.Confirm((await scene.Claim("40万", "B2")).Value, "40万", "S2")).Value;
        Assert.That((await scene.GiveBack()).Refusal.Code, Is.EqualTo("contract.frozen"));
        _ = (await scene.Assign()).Value;
        Assert.That(await Balances(scene), Is.EqualTo((40_000_000L, 24_000_000L, 0L)));
        Assert.That((await scene.Assign()).Refusal.Code, Is.EqualTo("funding.whole"));
        _ = (await scene.Thaw()).Value;
        _ = (await scene.Order(payout, "O1")).Value;
        var funds = (await scene.View(scene.Publisher))!.Funds!;
        Assert.That((funds.Received.Minor, funds.Due.Minor, funds.Recoverable.Minor), Is.EqualTo((40_000_000L, 0L, 0L)));
    }

    [Test]
    public async Task Reversal_after_the_end_takes_back_the_refund_that_is_not_yet_ordered()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        _ = (await scene.Confirm((await scene.Claim("30万", "B1")).Value, "30万", "S1")).Value;
        var second = (await scene.Claim("20万", "B2")).Value;
        _ = (await scene.Confirm(second, "20万", "S2")).Value;
        _ = (await scene.Assign()).Value;
        _ = (await scene.End(TerminationCause.PublisherDefault)).Value;
        Assert.That((await scene.Refunds()).Single().NetMinor, Is.EqualTo(40_000_000));
        _ = (await scene.Reverse(second)).Value;

        Assert.That((await scene.Refunds()).Select(r => (r.Status, r.NetMinor)), Is.EqualTo(new[] { (PayoutStatus.Void, 40_000_000L), (PayoutStatus.Planned, 30_000_000L) }));
        Assert.That(await scene.Balance(AccountName.Refund(scene.ContractId)), Is.EqualTo(30_000_000));
        Assert.That(await Balances(scene), Is.EqualTo((30_000_000L, 0L, 0L)));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    private static async Task<(long Bank, long Held, long Claim)> Balances(ContractScene scene) => (
        await scene.Balance(AccountName.Bank("main")), await scene.Balance(AccountName.Held(scene.ContractId)), await scene.Balance(AccountName.Claim(scene.ContractId)));
}
