using Marketplace.Challenges.Views;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Views;

[TestFixtureSource(typeof(Databases))]
public sealed class ViewCounterTests(DatabaseProvider provider)
{
    [Test]
    public async Task Counts_are_added_by_day_and_an_organisation_is_seen_once()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var open = await TestData.AddOpenChallenge(world.Services, cast);
        await Open(world, open.Code!, visitors: 1, cast.LabId, cast.LabId);
        await Open(world, open.Code!, visitors: 1);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await Open(world, open.Code!, visitors: 1);
        await Open(world, "PD-JB-2026-9999", visitors: 1);

        Assert.That(await world.Read(db => db.Set<ChallengeViews>().OrderBy(v => v.OnDay).Select(v => v.Count).ToListAsync()), Is.EqualTo(new[] { 4, 1 }));
        var funnel = await Funnel(world, open.Id, cast.Publisher);
        Assert.That((funnel!.Views, funnel.SeenBy), Is.EqualTo((5, 1)));
        Assert.That(await Funnel(world, open.Id, cast.Bidder), Is.Null, "only the publisher's side sees it");
        Assert.That(await Funnel(world, open.Id, Actor.Anonymous), Is.Null);
    }

    [Test]
    public async Task Nothing_opened_writes_nothing()
    {
        await using var world = await World.Create(provider);
        await Open(world, "PD-JB-2026-0001", visitors: 0);
        Assert.That(await world.Read(db => db.Set<ChallengeViews>().CountAsync()), Is.Zero);
    }

    private static async Task Open(World world, string code, int visitors, params Guid[] members) => await world.With(async (ViewCounter counter) =>
    {
        for (var i = 0; i < visitors; i++) counter.Opened(code, []);
        foreach (var organisation in members) counter.Opened(code, [organisation]);
        await counter.Write();
        return true;
    });

    private static Task<ChallengeFunnel?> Funnel(World world, Guid id, Actor actor) => world.With((FunnelQueries q) => q.Of(id, actor));
}
