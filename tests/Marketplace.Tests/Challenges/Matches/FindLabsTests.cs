using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Matches;

[TestFixtureSource(typeof(Databases))]
public sealed class FindLabsTests(DatabaseProvider provider)
{
    private const string Title = "Silicon carbide epitaxy with few basal plane dislocations";
    private const string Summary = "Epitaxial growth of silicon carbide on eight inch wafers; basal plane dislocations must be converted.";

    [Test]
    public async Task Posted_challenge_is_matched_with_reasons_and_tells_only_who_fits()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var fitting = await TestData.AddProfiledLab(world.Services, "Crystal Institute", ["Silicon carbide epitaxy", "Wide bandgap"],
            ["Conversion of basal plane dislocations in silicon carbide epitaxy", "Hot wall reactor for eight inch wafers"]);
        var other = await TestData.AddProfiledLab(world.Services, "Antibody Institute", ["Antibody drugs"], ["Linker chemistry of antibody drug conjugates"]);
        var challenge = await TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), Title, Summary));
        await world.Drain();

        var match = await world.Read(db => db.Set<Match>().SingleAsync());
        var why = MatchReasons.FromJson(match.Reasons);
        Assert.Multiple(() =>
        {
            Assert.That((match.ChallengeId, match.OrganisationId), Is.EqualTo((challenge.Id, fitting.Id)));
            Assert.That(match.Score, Is.GreaterThan(MatchRules.LeastScore));
            Assert.That(match.Fit, Is.InRange(match.Score, 1));
            Assert.That(string.Join(' ', why.Terms), Does.Contain("basal plane dislocations").IgnoreCase);
            Assert.That(why.Fields, Does.Contain("Silicon carbide epitaxy"));
            Assert.That(why.Outcomes[0].Title, Does.StartWith("Conversion of basal plane"));
        });
        Assert.That(await Heard(world, "match.found"), Is.EqualTo(new[] { Streams.Organisation(fitting.Id) }));
        Assert.That(await Heard(world, "challenge.matched"), Is.EqualTo(new[] { Streams.Organisation(cast.FirmId) }));
        Assert.That(other.Id, Is.Not.EqualTo(match.OrganisationId));
    }

    [Test]
    public async Task Matching_done_twice_tells_once()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await Fitting(world);
        var challenge = await TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), Title, Summary));
        await world.Drain();
        var again = await world.With((FindLabs u) => u.Run(new(challenge.Id), Actor.System));

        Assert.That(again.Value, Is.EqualTo(1));
        Assert.That(await Heard(world, "match.found"), Has.Count.EqualTo(1));
        Assert.That(await Heard(world, "challenge.matched"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Own_group_of_the_publisher_and_unverified_organisations_are_left_out()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await Fitting(world, groupId: cast.FirmId);
        await Fitting(world, verification: VerificationStatus.Submitted);
        await Fitting(world, kind: OrganisationKind.Fund);
        await TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), Title, Summary));
        await world.Drain();

        Assert.That(await world.Read(db => db.Set<Match>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Confidential_part_matches_nobody()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await Fitting(world);
        var content = TestData.CompleteContent(world.Clock.GetUtcNow());
        var secret = content with { Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential, ConfidentialPart = Summary } };
        await TestData.AddOpenChallenge(world.Services, cast, secret);
        await world.Drain();

        Assert.That(await world.Read(db => db.Set<Match>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Draft_is_matched_with_nobody()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await Fitting(world);
        var draft = await TestData.AddDraft(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), Title, Summary));
        var found = await world.With((FindLabs u) => u.Run(new(draft.Id), Actor.System));

        Assert.That(found.Value, Is.Zero);
        Assert.That(await world.Read(db => db.Set<Match>().CountAsync()), Is.Zero);
    }

    private static Task<ProfiledLab> Fitting(
        World world, Guid? groupId = null, VerificationStatus verification = VerificationStatus.Verified, OrganisationKind kind = OrganisationKind.Institute) =>
        TestData.AddProfiledLab(world.Services, "Crystal Institute", ["Silicon carbide epitaxy"],
            ["Conversion of basal plane dislocations in silicon carbide epitaxy"], kind, groupId, verification);

    private static Task<List<string>> Heard(World world, string type) => world.Read(db => (
        from e in db.Set<EventRow>()
        join m in db.Set<StreamMessage>() on e.Seq equals m.EventSeq
        where e.Type == type
        select m.Stream).ToListAsync());
}
