using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Awards;

[TestFixtureSource(typeof(Databases))]
public sealed class EndNoticeTests(DatabaseProvider provider)
{
    [Test]
    public async Task End_one_tick_too_early_does_nothing_and_at_the_end_makes_the_award()
    {
        await using var world = await World.Create(provider);
        var opened = await Opened.Create(world, labs: 4);
        var input = opened.FirstWins();
        var lines = new[]
        {
            input.Lines[0], input.Lines[1] with { Outcome = AwardOutcome.Reserve, Rank = 2 }, input.Lines[2] with { Outcome = AwardOutcome.Potential }, input.Lines[3],
        };
        var code = (await opened.Confirm((await opened.Propose(input with { Lines = lines })).Value)).Value;
        var ends = (await world.With((NoticeQueries q) => q.One(code)))!.Notice.EndsAt;

        world.Clock.SetUtcNow(ends - TimeSpan.FromTicks(1));
        await world.RunJobs();
        Assert.That((await opened.Scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.PublicNotice));
        Assert.That((await world.Read(db => db.Set<Bid>().Select(b => b.Status).Distinct().ToListAsync())), Is.EqualTo(new[] { BidStatus.UnderReview }));

        world.Clock.SetUtcNow(ends);
        await world.RunJobs();
        await world.RunJobs();
        Assert.That((await opened.Scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Awarded));
        var bids = await world.Read(db => db.Set<Bid>().ToDictionaryAsync(b => b.Id, b => b.Status));
        Assert.That(opened.Bids.Select(b => bids[b.BidId]), Is.EqualTo(new[] { BidStatus.Awarded, BidStatus.Reserve, BidStatus.Potential, BidStatus.NotAwarded }));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(6), Is.EqualTo(new[]
        {
            "notice.ended", "award.made", "bid.awarded", "bid.not_awarded", "bid.not_awarded", "bid.not_awarded",
        }));
        Assert.That((await world.With((NoticeQueries q) => q.Past(1))).Rows.Select(r => r.Code), Is.EqualTo(new[] { code }));
        Assert.That(await world.With((NoticeQueries q) => q.Current()), Is.Empty);
    }

    [Test]
    public async Task Feedback_reaches_its_own_bidder_from_the_notice_on()
    {
        await using var world = await World.Create(provider);
        var opened = await Opened.Create(world);
        var id = (await opened.Propose(opened.FirstWins())).Value;
        Assert.That(await Feedback(opened, 1, 1), Is.Null);
        _ = (await opened.Confirm(id)).Value;

        var told = await Feedback(opened, 1, 1);
        Assert.That((told!.Outcome, told.IsFinal, told.Strengths, told.Shortfalls), Is.EqualTo((AwardOutcome.NotAwarded, false, "A strong team", "No sample yet")));
        Assert.That(await Feedback(opened, 1, 0), Is.Null, "another bidder's note");
    }

    private static Task<BidFeedback?> Feedback(Opened opened, int bid, int lab) =>
        opened.World.With((AwardQueries q) => q.FeedbackFor(opened.Bids[bid].BidId, opened.Scene.Labs[lab].Actor));
}
