using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

public sealed class ReturnSuspenseTests
{
    [Test]
    public async Task Surplus_goes_back_once_by_a_refund_of_its_own()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        _ = (await scene.Confirm((await scene.Claim("45万", "B1")).Value, "45万", "S1")).Value;
        Assert.That((await scene.GiveBack(scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.GiveBack(scene.Finance with { Memberships = scene.Publisher.Memberships })).Refusal.Code, Is.EqualTo("money.own_organisation"));
        Assert.That((await scene.With((ReturnSuspense u) => u.Run(new(scene.ContractId, " "), scene.Finance))).Refusal.Code, Is.EqualTo("text.required"));
        var refund = (await scene.GiveBack()).Value;
        Assert.That((await scene.GiveBack()).Refusal.Code, Is.EqualTo("funding.nothing_in_suspense"));

        var planned = (await scene.Refunds()).Single();
        Assert.That((planned.Id, planned.Kind, planned.NetMinor), Is.EqualTo((refund, PayoutKind.Surplus, 5_000_000L)));
        _ = (await scene.Order(refund, "O1")).Value;
        _ = (await scene.Return(refund, "R1")).Value;
        _ = (await scene.Order(refund, "O2")).Value;
        _ = (await scene.Settle(refund, "L1")).Value;
        Assert.That((await scene.Balance(new AccountName(AccountRole.Suspense)), await scene.Balance(AccountName.Bank("main"))), Is.EqualTo((0L, 40_000_000L)));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(5), Is.EqualTo(new[] { "refund.planned", "refund.ordered", "refund.returned", "refund.ordered", "refund.settled" }));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }
}
