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
public sealed class FindChallengesTests(DatabaseProvider provider)
{
    private const string Epitaxy = "Silicon carbide epitaxy with few basal plane dislocations";
    private const string Antibody = "Antibody drug conjugates with stable linkers";

    [Test]
    public async Task New_outcome_finds_the_open_challenge_that_it_fits()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var lab = await TestData.AddProfiledLab(world.Services, "Institute", ["Marine biology"], []);
        var challenge = await Open(world, cast, Epitaxy);
        await Open(world, cast, Antibody);
        await world.Drain();
        Assert.That(await Matches(world, lab.Id), Is.Empty);

        await Learn(world, lab, "Basal plane dislocations in silicon carbide epitaxy");
        await world.Drain();

        Assert.That(await Matches(world, lab.Id), Is.EqualTo(new[] { challenge.Id }));
        Assert.That((await world.Events()).Select(e => e.Type), Has.One.EqualTo("match.found").And.One.EqualTo("match.profile_matched"));
    }

    [Test]
    public async Task Changed_profile_tells_only_of_what_is_new_and_drops_what_no_longer_fits()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var lab = await TestData.AddProfiledLab(world.Services, "Institute", ["Materials"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        await Open(world, cast, Epitaxy);
        var second = await Open(world, cast, Antibody);
        await world.Drain();
        var before = (await world.Events()).Count(e => e.Type == "match.found");

        await world.Read(db => db.Set<Outcome>().Where(o => o.OrganisationId == lab.Id).ExecuteDeleteAsync());
        await Learn(world, lab, "Stable linkers for antibody drug conjugates");
        await world.Drain();

        Assert.That(before, Is.EqualTo(1));
        Assert.That(await Matches(world, lab.Id), Is.EqualTo(new[] { second.Id }));
        Assert.That((await world.Events()).Count(e => e.Type == "match.found"), Is.EqualTo(2));
    }

    [Test]
    public async Task Answered_match_stays_though_the_profile_turned_away()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var lab = await TestData.AddProfiledLab(world.Services, "Institute", ["Materials"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        var challenge = await Open(world, cast, Epitaxy);
        await world.Drain();
        var match = await world.Read(db => db.Set<Match>().SingleAsync());
        _ = (await world.With((AnswerMatch u) => u.Run(new(match.Id, MatchAnswer.Saved), lab.Member))).Value;

        await world.Read(db => db.Set<Outcome>().Where(o => o.OrganisationId == lab.Id).ExecuteDeleteAsync());
        await Learn(world, lab, "Plankton of the East China Sea");
        await world.Drain();

        Assert.That(await Matches(world, lab.Id), Is.EqualTo(new[] { challenge.Id }));
    }

    [Test]
    public async Task Suspended_organisation_is_found_no_more()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var lab = await TestData.AddProfiledLab(world.Services, "Institute", ["Materials"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        await world.Drain();
        await world.With((Writer writer) => writer.Write<Done>(async w =>
        {
            await w.Db.Set<Organisation>().Where(o => o.Id == lab.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Verification, VerificationStatus.Suspended));
            w.Record(new OrganisationSuspended(lab.Id), Actor.System);
            return default(Done);
        }));
        await Open(world, cast, Epitaxy);
        await world.Drain();

        Assert.That(await Matches(world, lab.Id), Is.Empty);
    }

    private static Task<ChallengeState> Open(World world, ChallengeCast cast, string about) =>
        TestData.AddOpenChallenge(world.Services, cast, TestData.ContentAbout(world.Clock.GetUtcNow(), about, about));

    private static async Task Learn(World world, ProfiledLab lab, string title)
    {
        _ = (await world.With((Writer writer) => writer.Write<Done>(w =>
        {
            w.Db.Add(new Outcome { OrganisationId = lab.Id, Kind = OutcomeKind.Paper, Title = title, Source = "typed", AddedAt = w.Now });
            w.Record(new OutcomesChanged(lab.Id, 1, 0), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        }))).Value;
    }

    private static Task<List<Guid>> Matches(World world, Guid lab) =>
        world.Read(db => db.Set<Match>().Where(m => m.OrganisationId == lab).Select(m => m.ChallengeId).ToListAsync());
}
