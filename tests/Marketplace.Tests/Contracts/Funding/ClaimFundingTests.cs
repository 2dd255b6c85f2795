using Marketplace.Contracts.Funding;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

public sealed class ClaimFundingTests
{
    [Test]
    public async Task Claim_is_no_money()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        _ = (await scene.Claim("120万", "b 1")).Value;

        var claim = await world.Read(db => db.Set<FundingClaim>().SingleAsync());
        Assert.That((claim.Status, claim.ClaimedMinor, claim.BankReference), Is.EqualTo((FundingClaimStatus.Claimed, 120_000_000L, "B1")));
        Assert.That(await world.Read(db => db.Set<Journal>().CountAsync()), Is.Zero);
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("funding.claimed"));
    }

    [Test]
    public async Task Same_voucher_or_same_transfer_number_is_refused()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        var first = (await scene.Claim("120万", "B1", file: ContractScene.Voucher(7))).Value;

        Assert.That((await scene.Claim("120万", "B2", file: ContractScene.Voucher(7))).Refusal.Code, Is.EqualTo("funding.voucher_used"));
        Assert.That((await scene.Claim("120万", "ｂ１", file: ContractScene.Voucher(8))).Refusal.Code, Is.EqualTo("funding.number_used"));
        _ = (await scene.With((RejectFunding u) => u.Run(new(first, "Unreadable"), scene.Finance))).Value;
        Assert.That((await scene.Claim("120万", "B1", file: ContractScene.Voucher(7))).IsOk, Is.True, "what was rejected may come again");
    }

    [Test]
    public async Task Claim_by_others_before_the_signatures_or_without_a_picture_is_refused()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        Assert.That((await scene.Claim("120万", "B1")).Refusal.Code, Is.EqualTo("funding.not_concluded"));
        _ = (await scene.Draft()).Value;
        _ = (await scene.Sign(scene.Publisher)).Value;
        _ = (await scene.Sign(scene.Bidder)).Value;
        Assert.That((await scene.Claim("120万", "B1", scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Claim("120万", "B1", scene.Finance)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Claim("120万", "B1", file: "just text"u8.ToArray())).Refusal.Field, Is.EqualTo("File"));
        Assert.That((await scene.Claim("0", "B1")).Refusal.Code, Is.EqualTo("amount.zero"));
        Assert.That((await scene.Claim("1e3", " ")).Refusals.Select(r => r.Code), Is.EqualTo(new[] { "amount.unreadable", "text.required" }));
    }
}
