using Marketplace.Contracts.Funding;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

public sealed class RejectFundingTests
{
    [Test]
    public async Task Rejected_claim_books_nothing_and_tells_the_publisher_why()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        var claim = (await scene.Claim("120万", "B1")).Value;
        Assert.That((await scene.With((RejectFunding u) => u.Run(new(claim, " "), scene.Finance))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await scene.With((RejectFunding u) => u.Run(new(claim, "No"), scene.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await scene.With((RejectFunding u) => u.Run(new(claim, "No such line"), scene.Finance))).Value;

        Assert.That(await world.Read(db => db.Set<Journal>().CountAsync()), Is.Zero);
        Assert.That((await scene.View(scene.Publisher))!.Claims.Single().Reason, Is.EqualTo("No such line"));
        Assert.That((await scene.Confirm(claim, "120万", "S1")).Refusal.Code, Is.EqualTo("funding.wrong_state"));
    }
}
