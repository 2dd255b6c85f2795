using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class WithdrawBidTests
{
    [Test]
    public async Task Withdraw_before_the_deadline_takes_the_bid_back()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var receipt = await scene.Bid(scene.Labs[0]);
        world.Clock.SetUtcNow(scene.DeadlineAt - TimeSpan.FromTicks(1));
        _ = (await Withdraw(world, receipt.BidId, scene.Labs[0].Actor)).Value;

        var bid = await world.Read(db => db.Set<Bid>().SingleAsync());
        Assert.That((bid.Status, bid.WithdrawnAt), Is.EqualTo((BidStatus.Withdrawn, (DateTimeOffset?)world.Clock.GetUtcNow())));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("bid.withdrawn"));
        Assert.That((await Withdraw(world, receipt.BidId, scene.Labs[0].Actor)).Refusal.Code, Is.EqualTo("bid.wrong_state"));
    }

    [Test]
    public async Task Withdraw_at_the_deadline_is_refused_for_a_submitted_bid_and_not_for_a_draft()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services, labs: 2);
        var receipt = await scene.Bid(scene.Labs[0]);
        var (draft, _) = await scene.Draft(scene.Labs[1]);
        world.Clock.SetUtcNow(scene.DeadlineAt);

        Assert.That((await Withdraw(world, receipt.BidId, scene.Labs[0].Actor)).Refusal.Code, Is.EqualTo("bid.too_late_to_withdraw"));
        Assert.That((await Withdraw(world, draft, scene.Labs[1].Actor)).IsOk, Is.True);
    }

    [Test]
    public async Task Withdraw_after_the_challenge_was_cancelled_says_that_and_no_deadline()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var receipt = await scene.Bid(scene.Labs[0]);
        _ = (await world.With((CancelChallenge u) => u.Run(new(scene.ChallengeId, CancelCause.FundingLost, "The line was sold."), scene.Publisher))).Value;

        Assert.That((await Withdraw(world, receipt.BidId, scene.Labs[0].Actor)).Refusal.Code, Is.EqualTo("bid.challenge_ended"));
    }

    [Test]
    public async Task Withdraw_by_others_does_not_find_the_bid()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services, labs: 2);
        var receipt = await scene.Bid(scene.Labs[0]);
        foreach (var other in new[] { scene.Labs[1].Actor, scene.Publisher, scene.Operator })
        {
            Assert.That((await Withdraw(world, receipt.BidId, other)).Refusal, Is.EqualTo(Refusal.NotFound));
        }
    }

    private static Task<Result<Done>> Withdraw(World world, Guid id, Actor actor) => world.With((WithdrawBid u) => u.Run(new WithdrawBid.Input(id), actor));
}
