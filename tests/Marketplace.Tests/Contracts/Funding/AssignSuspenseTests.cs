using Marketplace.Contracts.Funding;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

public sealed class AssignSuspenseTests
{
    [Test]
    public async Task Two_short_payments_become_the_whole_by_an_officers_hand()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        _ = (await scene.Confirm((await scene.Claim("30万", "B1")).Value, "30万", "S1")).Value;
        Assert.That((await Assign(scene)).Refusal.Code, Is.EqualTo("funding.suspense_short"));
        _ = (await scene.Confirm((await scene.Claim("12万", "B2")).Value, "12万", "S2")).Value;
        Assert.That((await scene.Contract()).FundedAt, Is.Null);
        Assert.That((await Assign(scene, scene.Bids.Operator)).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await Assign(scene)).Value;

        var funds = (await scene.View(scene.Publisher))!.Funds!;
        Assert.That((funds.Held.Minor, funds.Suspense.Minor, funds.Due.Minor, funds.Received.Minor), Is.EqualTo((40_000_000L, 2_000_000L, 0L, 42_000_000L)));
        Assert.That((await scene.Contract()).FundedAt, Is.Not.Null);
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
        Assert.That((await Assign(scene)).Refusal.Code, Is.EqualTo("funding.whole"));

        // What was assigned can still turn out to be no money: it is taken from where it now is.
        var claim = await world.Read(db => db.Set<FundingClaim>().OrderBy(c => c.BookedAt).FirstAsync());
        _ = (await scene.Reverse(claim.Id)).Value;
        var left = (await scene.View(scene.Publisher))!.Funds!;
        Assert.That((left.Held.Minor, left.Suspense.Minor, left.Due.Minor, left.Recoverable.Minor), Is.EqualTo((10_000_000L, 2_000_000L, 30_000_000L, 0L)));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    private static Task<Result<Done>> Assign(ContractScene scene, Actor? by = null) => scene.With((AssignSuspense u) => u.Run(new(scene.ContractId, "Both are of this contract"), by ?? scene.Finance));
}
