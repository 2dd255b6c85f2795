using Marketplace.Contracts.Funding;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

public sealed class ReverseFundingTests
{
    [Test]
    public async Task Reversal_mirrors_the_booking_once()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Funded(world.Services);
        var claim = await world.Read(db => db.Set<FundingClaim>().SingleAsync());
        Assert.That((await Reverse(scene, claim.Id, scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await Reverse(scene, claim.Id)).Value;

        Assert.That((await scene.Contract()).FundedAt, Is.Null);
        Assert.That((await scene.View(scene.Publisher))!.Funds!.Held.Minor, Is.Zero);
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
        Assert.That((await Reverse(scene, claim.Id)).Refusal.Code, Is.EqualTo("funding.wrong_state"));
        Assert.That((await scene.Claim("40万", "B1", file: ContractScene.Voucher(99))).Refusal.Code, Is.EqualTo("funding.number_used"), "a transfer that was booked is never booked again");
    }

    [Test]
    public async Task Reversal_after_a_release_is_refused()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Accept(1)).Value;
        var claim = await world.Read(db => db.Set<FundingClaim>().SingleAsync());
        Assert.That((await Reverse(scene, claim.Id)).Refusal.Code, Is.EqualTo("funding.released_already"));
    }

    private static Task<Result<Done>> Reverse(ContractScene scene, Guid claim, Actor? by = null) => scene.With((ReverseFunding u) => u.Run(new(claim, "Returned by the bank"), by ?? scene.Finance));
}
