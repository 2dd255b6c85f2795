using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class CloseBiddingTests(DatabaseProvider provider)
{
    [Test]
    public async Task Close_before_the_deadline_does_nothing()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        world.Clock.SetUtcNow(scene.DeadlineAt - TimeSpan.FromTicks(1));
        await world.RunJobs();

        Assert.That((await scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Open));
    }

    [Test]
    public async Task Close_with_a_bid_starts_the_evaluation_and_says_no_number()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await scene.Bid(scene.Labs[0]);
        await scene.Draft(scene.Labs[1]);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        await world.RunJobs();

        var challenge = await scene.Challenge();
        Assert.That((challenge.Status, challenge.ClosedAt), Is.EqualTo((ChallengeStatus.Evaluating, (DateTimeOffset?)scene.DeadlineAt)));
        var closed = (await world.Events()).Single(e => e.Type == "challenge.closed");
        Assert.That(System.Text.Json.JsonDocument.Parse(closed.Json).RootElement.EnumerateObject().Select(p => p.Name),
            Is.EquivalentTo(new[] { "challengeId", "code", "publisherId" }));
    }

    [Test]
    public async Task Close_with_too_few_bids_gives_them_back_unopened()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, preset: "government", kind: ChallengeKind.Government);
        await scene.Bid(scene.Labs[0]);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();

        Assert.That((await scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.NoBid));
        Assert.That(await world.Read(db => db.Set<Bid>().Select(b => b.Status).SingleAsync()), Is.EqualTo(BidStatus.Draft));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.EqualTo(new[] { "challenge.no_bid", "bid.given_back" }));
        Assert.That(await world.Read(db => db.Set<OpenedBid>().CountAsync()), Is.Zero);
    }
}
