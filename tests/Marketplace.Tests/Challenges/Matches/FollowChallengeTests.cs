using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Matches;

/// <summary>A laboratory that was not matched with a challenge follows it nevertheless.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class FollowChallengeTests(DatabaseProvider provider)
{
    [Test]
    public async Task Interest_of_a_laboratory_that_was_not_found_is_told_to_the_publisher()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge) = await Stage(world);
        Assert.That((await Follow(world, challenge, MatchAnswer.Interested, cast.Bidder)).IsOk, Is.True);

        var lab = (await world.With((MatchQueries q) => q.OfChallenge(challenge, cast.Publisher, 10))).Single();
        Assert.That((lab.OrganisationId, lab.IsByHand, lab.InterestedAt), Is.EqualTo((cast.LabId, true, (DateTimeOffset?)world.Clock.GetUtcNow())));
        var card = (await world.With((MatchQueries q) => q.Feed(cast.Bidder, MatchAnswer.Interested, 10))).Single();
        Assert.That((card.ChallengeId, card.IsByHand, card.Why.Terms.Count), Is.EqualTo((challenge, true, 0)));
        Assert.That((await world.Events()).TakeLast(2).Select(e => (e.Type, e.ActingForId)), Is.EqualTo(new[] { ("match.answered", (Guid?)cast.LabId), ("match.interest_shown", cast.LabId) }));
        await world.Drain();
        Assert.That(await Told(world, cast.Publisher, "match.interest_shown"), Is.EqualTo(1));
    }

    [Test]
    public async Task Challenge_kept_for_later_is_not_shown_to_the_publisher()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge) = await Stage(world);
        _ = (await Follow(world, challenge, MatchAnswer.Saved, cast.Bidder)).Value;

        Assert.That(await world.With((MatchQueries q) => q.OfChallenge(challenge, cast.Publisher, 10)), Is.Empty);
        var facts = (await world.Read(db => db.FindFacts(challenge)))!;
        Assert.That((await world.With((StandingQueries q) => q.Of(facts, cast.Bidder))).Said, Is.EqualTo(MatchAnswer.Saved));
        Assert.That((await world.With((StandingQueries q) => q.Of(facts, cast.OtherBidder))).Said, Is.Null);
        Assert.That((await world.Events()).Select(e => e.Type), Has.None.EqualTo("match.interest_shown"));
    }

    [TestCase(MatchAnswer.Interested)]
    [TestCase(MatchAnswer.Saved)]
    public async Task Follower_is_told_of_extension_answer_and_coming_deadline(MatchAnswer answer)
    {
        await using var world = await World.Create(provider);
        var (cast, challenge) = await Stage(world);
        _ = (await Follow(world, challenge, answer, cast.Bidder)).Value;
        var deadline = await world.Read(db => db.Set<Challenge>().Where(c => c.Id == challenge).Select(c => c.DeadlineAt!.Value).SingleAsync());
        _ = (await world.With((ExtendDeadline u) => u.Run(new(challenge, deadline.AddDays(7), "More time."), cast.Publisher))).Value;
        var question = (await world.With((AskQuestion u) => u.Run(new(challenge, "Which wafer size?"), cast.OtherBidder))).Value;
        _ = (await world.With((AnswerQuestion u) => u.Run(new(challenge, question, "Eight inches."), cast.Publisher))).Value;
        world.Clock.SetUtcNow(deadline.AddDays(6));
        await world.With(async (AnnounceClosingSoon u) => { await u.Run(default); return true; });
        await world.Drain();

        foreach (var type in new[] { "challenge.extended", "challenge.question_answered", "challenge.closing_soon" })
        {
            Assert.That(await Told(world, cast.Bidder, type), Is.EqualTo(1), type);
            Assert.That(await Told(world, cast.OtherBidder, type), Is.EqualTo(type == "challenge.question_answered" ? 1 : 0), $"{type} to one that does not follow");
        }
    }

    [Test]
    public async Task Taken_back_leaves_nothing_on_either_way_back()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge) = await Stage(world);
        _ = (await Follow(world, challenge, null, cast.Bidder)).Value;
        _ = (await Follow(world, challenge, MatchAnswer.Saved, cast.Bidder)).Value;
        _ = (await Follow(world, challenge, null, cast.Bidder)).Value;
        Assert.That(await world.Read(db => db.Set<Match>().CountAsync()), Is.Zero);

        _ = (await Follow(world, challenge, MatchAnswer.Interested, cast.Bidder)).Value;
        var card = (await world.With((MatchQueries q) => q.Feed(cast.Bidder, MatchAnswer.Interested, 10))).Single();
        _ = (await world.With((AnswerMatch u) => u.Run(new(card.Id, null), cast.Bidder))).Value;
        Assert.That(await world.Read(db => db.Set<Match>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Where_the_challenge_was_found_it_is_the_answer_to_that_match()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var lab = await TestData.AddProfiledLab(world.Services, "Near", ["Silicon carbide epitaxy"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        const string About = "Silicon carbide epitaxy with few basal plane dislocations";
        var challenge = (await TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), About, About))).Id;
        await world.Drain();
        _ = (await Follow(world, challenge, MatchAnswer.Saved, lab.Member)).Value;
        _ = (await Follow(world, challenge, null, lab.Member)).Value;

        var match = await world.Read(db => db.Set<Match>().AsNoTracking().SingleAsync());
        Assert.That((match.OrganisationId, match.IsByHand, match.Answer), Is.EqualTo((lab.Id, false, (MatchAnswer?)null)));
    }

    [Test]
    public async Task Found_later_the_row_becomes_a_match_with_its_reasons_and_keeps_its_answer()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        const string About = "Silicon carbide epitaxy with few basal plane dislocations";
        var challenge = (await TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), About, About))).Id;
        await world.Drain();
        var lab = await TestData.AddProfiledLab(world.Services, "Near", ["Silicon carbide epitaxy"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        _ = (await Follow(world, challenge, MatchAnswer.Saved, lab.Member)).Value;
        await TestData.TellVerified(world.Services, lab.Id);
        await world.Drain();

        var match = await world.Read(db => db.Set<Match>().AsNoTracking().SingleAsync(m => m.OrganisationId == lab.Id));
        Assert.That((match.IsByHand, match.Answer, match.Score > 0), Is.EqualTo((false, (MatchAnswer?)MatchAnswer.Saved, true)));
    }

    [Test]
    public async Task Following_is_refused_to_those_who_could_not_bid()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge) = await Stage(world);
        var own = cast.Bidder.Memberships[0];
        var related = await TestData.AddProfiledLab(world.Services, "Daughter", ["Optics"], [], groupId: cast.FirmId);
        (Actor Actor, string Refusal)[] cases =
        [
            (Actor.Anonymous, "sign_in_first"), (cast.Publisher, "bid.own_challenge"), (cast.OtherPublisher, "not_allowed"), (cast.Operator, "not_allowed"), (related.Member, "bid.same_group"),
            (cast.Bidder with { Memberships = [own with { Verified = false }] }, "organisation.not_verified"),
            (cast.Bidder with { Memberships = [own with { Role = MembershipRole.Viewer }] }, "not_allowed"),
        ];
        foreach (var (actor, refusal) in cases) Assert.That((await Follow(world, challenge, MatchAnswer.Interested, actor)).Refusal.Code, Is.EqualTo(refusal), actor.Name);
        Assert.That((await Follow(world, challenge, MatchAnswer.NotForUs, cast.Bidder)).Refusal.Code, Is.EqualTo("field.unknown_choice"));
        Assert.That((await world.With((FollowChallenge u) => u.Run(new(challenge, MatchAnswer.Saved, cast.FirmId), cast.Bidder))).Refusal.Code, Is.EqualTo("not_found"));
        Assert.That(await world.Read(db => db.Set<Match>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Following_ends_with_the_deadline_and_a_draft_is_not_found()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge) = await Stage(world);
        var draft = await TestData.AddDraft(world.Services, cast);
        Assert.That((await Follow(world, draft.Id, MatchAnswer.Saved, cast.Bidder)).Refusal.Code, Is.EqualTo("not_found"));
        world.Clock.Advance(TimeSpan.FromDays(60));
        Assert.That((await Follow(world, challenge, MatchAnswer.Saved, cast.Bidder)).Refusal.Code, Is.EqualTo("bid.too_late"));
    }

    [Test]
    public void Organisation_that_follows_is_the_one_spoken_for_if_it_may_bid()
    {
        Guid firm = Guid.CreateVersion7(), lab = Guid.CreateVersion7(), other = Guid.CreateVersion7();
        var actor = new Actor(Guid.CreateVersion7(), "", new HashSet<PlatformRole>(),
        [
            new(firm, "", OrganisationKind.Firm, MembershipRole.Viewer, true), new(lab, "", OrganisationKind.Institute, MembershipRole.Bidder, true),
            new(other, "", OrganisationKind.Institute, MembershipRole.Bidder, true),
        ]);
        Assert.That(FollowChallenge.For(actor with { ActingFor = other }), Is.EqualTo(other));
        Assert.That(FollowChallenge.For(actor with { ActingFor = firm }), Is.EqualTo(lab));
        Assert.That(FollowChallenge.For(Actor.Anonymous), Is.Null);
    }

    // The laboratories of the cast have no profile: nobody is found for the challenge.
    private static async Task<(ChallengeCast Cast, Guid Challenge)> Stage(World world)
    {
        var cast = await TestData.AddChallengeCast(world.Services);
        var challenge = await TestData.AddOpenChallenge(world.Services, cast);
        await world.Drain();
        return (cast, challenge.Id);
    }

    private static Task<Result<Done>> Follow(World world, Guid challenge, MatchAnswer? answer, Actor actor) =>
        world.With((FollowChallenge u) => u.Run(new(challenge, answer), actor));

    private static Task<int> Told(World world, Actor actor, string type) =>
        world.Read(db => db.Set<Notification>().CountAsync(n => n.PersonId == actor.PersonId && n.Type == type));
}
