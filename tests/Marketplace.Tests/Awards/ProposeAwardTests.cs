using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Awards;

public sealed class ProposeAwardTests
{
    [Test]
    public async Task Propose_decides_about_every_bid_and_is_heard_by_the_publisher_and_the_officers_alone()
    {
        await using var world = await World.Create();
        var opened = await Opened.Create(world);
        var id = (await opened.Propose(opened.FirstWins())).Value;

        var award = (await world.With((AwardQueries q) => q.Of(opened.Scene.ChallengeId, opened.Scene.Approver))).Value.Single();
        Assert.That((award.Id, award.Status, award.Reason), Is.EqualTo((id, AwardStatus.Proposed, "The best route")));
        Assert.That(award.Lines.Select(l => (l.Outcome, l.Amount?.Minor)), Is.EqualTo(new[] { (AwardOutcome.Winner, (long?)120_000_000L), (AwardOutcome.NotAwarded, null) }));
        Assert.That((await opened.Scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.AwardProposed));
        var proposed = (await world.Events())[^1];
        Assert.That(proposed.Type, Is.EqualTo("award.proposed"));
        var streams = await world.Read(db => Task.FromResult(db.Set<Marketplace.Events.StreamMessage>().Where(m => m.EventSeq == proposed.Seq).Select(m => m.Stream).ToList()));
        Assert.That(streams, Is.EquivalentTo(new[] { Marketplace.Events.Streams.Officers, $"organisation:{opened.Scene.PublisherId:D}" }));
    }

    [Test]
    public async Task Propose_without_a_note_for_every_other_bid_is_refused_at_its_line()
    {
        await using var world = await World.Create();
        var opened = await Opened.Create(world, labs: 3);
        var input = opened.FirstWins();
        var bare = input with { Lines = [input.Lines[0], input.Lines[1] with { Shortfalls = "  " }, input.Lines[2]] };

        Assert.That((await opened.Propose(bare)).Refusals.Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { ("award.note_missing", "Lines[1].Shortfalls") }));
        Assert.That((await opened.Propose(input with { Lines = [.. input.Lines.Take(2)] })).Refusal.Code, Is.EqualTo("award.bid_left_out"));
        Assert.That((await opened.Propose(input with { Lines = [.. input.Lines, input.Lines[2]] })).Refusal.Code, Is.EqualTo("award.bid_unknown"));
    }

    [Test]
    public async Task Propose_against_the_mode_is_refused()
    {
        await using var world = await World.Create();
        var opened = await Opened.Create(world, labs: 3);
        var input = opened.FirstWins();
        var second = input.Lines[1] with { Outcome = AwardOutcome.Winner, Rank = 2, Amount = "100万" };

        Assert.That(Codes(await opened.Propose(input with { Lines = [input.Lines[0], second, input.Lines[2]] })), Is.EqualTo(new[] { "award.too_many_winners" }));
        Assert.That(Codes(await opened.Propose(input with { Lines = [input.Lines[1] with { BidId = input.Lines[0].BidId }, input.Lines[1], input.Lines[2]] })), Is.EqualTo(new[] { "award.no_winner" }));
        Assert.That(Codes(await opened.Propose(opened.FirstWins("150.01万"))), Is.EqualTo(new[] { "bid.bounty_above_offer" }));
        Assert.That(Codes(await opened.Propose(opened.FirstWins(""))), Is.EqualTo(new[] { "amount.required" }));
        Assert.That(Codes(await opened.Propose(input with { Reason = null })), Is.EqualTo(new[] { "text.required" }));
        var reserve = input.Lines[1] with { Outcome = AwardOutcome.Reserve };
        Assert.That(Codes(await opened.Propose(input with { Lines = [input.Lines[0], reserve, input.Lines[2]] })), Is.EqualTo(new[] { "award.rank_missing" }));
        Assert.That(Codes(await opened.Propose(input with { Lines = [input.Lines[0], reserve with { Rank = 1 }, input.Lines[2]] })), Is.EqualTo(new[] { "award.rank_twice" }));
        Assert.That(Codes(await opened.Propose(input with { Lines = [input.Lines[0] with { Rank = 2 }, reserve with { Rank = 1 }, input.Lines[2]] })), Is.EqualTo(new[] { "award.reserve_before_winner" }));
    }

    [Test]
    public async Task Propose_a_race_takes_several_winners()
    {
        await using var world = await World.Create();
        var opened = await Opened.Create(world, labs: 3, preset: "racing", mode: AwardMode.HorseRacing, maxWinners: 2);
        var input = opened.FirstWins();
        var two = input with { Lines = [input.Lines[0], input.Lines[1] with { Outcome = AwardOutcome.Winner, Rank = 2, Amount = "100万" }, input.Lines[2]] };

        Assert.That((await opened.Propose(two)).IsOk, Is.True);
    }

    [Test]
    public async Task Propose_before_the_opening_or_by_others_is_refused()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var receipt = await scene.Bid(scene.Labs[0]);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        var opened = new Opened(world, scene, [receipt]);

        Assert.That((await opened.Propose(opened.FirstWins())).Refusal.Code, Is.EqualTo("challenge.bids_sealed"));
        await scene.OpenByTwo();
        Assert.That((await opened.Propose(opened.FirstWins(), scene.Labs[0].Actor)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await opened.Propose(opened.FirstWins(), scene.Approver)).Refusal.Code, Is.EqualTo("not_allowed"));
        Assert.That((await opened.Propose(opened.FirstWins(), scene.Publisher with { Memberships = [.. scene.Publisher.Memberships, .. scene.Labs[0].Actor.Memberships] })).Refusal.Code,
            Is.EqualTo("award.person_involved"));
        Assert.That((await opened.Propose(opened.FirstWins(), scene.Operator)).IsOk, Is.True);
    }

    private static IEnumerable<string> Codes(Result<Guid> answer) => answer.Refusals.Select(r => r.Code);
}
