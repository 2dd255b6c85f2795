using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Matches;

[TestFixtureSource(typeof(Databases))]
public sealed class AnswerMatchTests(DatabaseProvider provider)
{
    [Test]
    public async Task Interest_is_told_to_the_publisher_and_shown_first()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge, near, far) = await Stage(world);
        var match = await MatchOf(world, far.Id);
        var answered = await world.With((AnswerMatch u) => u.Run(new(match.Id, MatchAnswer.Interested), far.Member));

        Assert.That(answered.IsOk, Is.True);
        var labs = await world.With((MatchQueries q) => q.OfChallenge(challenge, cast.Publisher, 10));
        Assert.That(labs.Select(l => (l.OrganisationId, l.InterestedAt)), Is.EqualTo(new (Guid, DateTimeOffset?)[] { (far.Id, world.Clock.GetUtcNow()), (near.Id, null) }));
        Assert.That(await HeardBy(world, "match.interest_shown"), Is.EqualTo(new[] { Streams.Organisation(cast.FirmId) }));
    }

    [TestCase(MatchAnswer.Saved)]
    [TestCase(MatchAnswer.NotForUs)]
    public async Task Other_answer_is_the_organisations_own_affair(MatchAnswer answer)
    {
        await using var world = await World.Create(provider);
        var (cast, challenge, near, _) = await Stage(world);
        var match = await MatchOf(world, near.Id);
        _ = (await world.With((AnswerMatch u) => u.Run(new(match.Id, answer), near.Member))).Value;

        var labs = await world.With((MatchQueries q) => q.OfChallenge(challenge, cast.Publisher, 10));
        Assert.That(labs.Select(l => l.InterestedAt), Is.All.Null);
        Assert.That(await HeardBy(world, "match.answered"), Is.EqualTo(new[] { Streams.Organisation(near.Id) }));
        Assert.That(await world.With((MatchQueries q) => q.Feed(near.Member, answer, 10)), Has.Count.EqualTo(1));
        Assert.That(await world.With((MatchQueries q) => q.Feed(near.Member, null, 10)), Is.Empty);
    }

    [Test]
    public async Task Answer_taken_back_is_as_if_none_was_given()
    {
        await using var world = await World.Create(provider);
        var (_, _, near, _) = await Stage(world);
        var match = await MatchOf(world, near.Id);
        _ = (await world.With((AnswerMatch u) => u.Run(new(match.Id, MatchAnswer.NotForUs), near.Member))).Value;
        _ = (await world.With((AnswerMatch u) => u.Run(new(match.Id, null), near.Member))).Value;

        Assert.That(await world.With((MatchQueries q) => q.Feed(near.Member, null, 10)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Same_answer_twice_is_one_event()
    {
        await using var world = await World.Create(provider);
        var (_, _, near, _) = await Stage(world);
        var match = await MatchOf(world, near.Id);
        for (var i = 0; i < 2; i++) _ = (await world.With((AnswerMatch u) => u.Run(new(match.Id, MatchAnswer.Interested), near.Member))).Value;

        Assert.That((await world.Events()).Count(e => e.Type == "match.interest_shown"), Is.EqualTo(1));
    }

    [Test]
    public async Task Answer_for_another_organisation_is_not_found_and_of_an_onlooker_not_allowed()
    {
        await using var world = await World.Create(provider);
        var (cast, _, near, far) = await Stage(world);
        var match = await MatchOf(world, near.Id);
        var onlooker = near.Member with { Memberships = [near.Member.Memberships[0] with { Role = MembershipRole.Viewer }] };

        foreach (var (actor, refusal) in new[] { (far.Member, "not_found"), (cast.Publisher, "not_found"), (cast.Operator, "not_found"), (Actor.Anonymous, "not_found"), (onlooker, "not_allowed") })
        {
            var answered = await world.With((AnswerMatch u) => u.Run(new(match.Id, MatchAnswer.Interested), actor));
            Assert.That(answered.Refusal.Code, Is.EqualTo(refusal));
        }
    }

    [Test]
    public async Task Matches_of_a_challenge_are_hidden_from_other_organisations()
    {
        await using var world = await World.Create(provider);
        var (cast, challenge, near, _) = await Stage(world);
        foreach (var actor in new[] { near.Member, cast.OtherPublisher, Actor.Anonymous })
        {
            Assert.That(await world.With((MatchQueries q) => q.OfChallenge(challenge, actor, 10)), Is.Empty);
        }

        Assert.That(await world.With((MatchQueries q) => q.OfChallenge(challenge, cast.Operator, 10)), Has.Count.EqualTo(2));
    }

    // One open challenge with two laboratories that fit it, one nearer than the other.
    private static async Task<(ChallengeCast Cast, Guid Challenge, ProfiledLab Near, ProfiledLab Far)> Stage(World world)
    {
        var cast = await TestData.AddChallengeCast(world.Services);
        var near = await TestData.AddProfiledLab(world.Services, "Near", ["Silicon carbide epitaxy"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        var far = await TestData.AddProfiledLab(world.Services, "Far", ["Semiconductors and silicon carbide"], ["Grinding of ceramics"]);
        const string About = "Silicon carbide epitaxy with few basal plane dislocations";
        var challenge = await TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), About, About));
        await world.Drain();
        return (cast, challenge.Id, near, far);
    }

    private static Task<Match> MatchOf(World world, Guid lab) => world.Read(db => db.Set<Match>().AsNoTracking().SingleAsync(m => m.OrganisationId == lab));

    private static Task<List<string>> HeardBy(World world, string type) => world.Read(db => (
        from e in db.Set<EventRow>()
        join m in db.Set<StreamMessage>() on e.Seq equals m.EventSeq
        where e.Type == type
        select m.Stream).ToListAsync());
}
