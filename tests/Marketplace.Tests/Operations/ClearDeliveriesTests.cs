using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Operations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Operations;

[TestFixtureSource(typeof(Databases))]
public sealed class ClearDeliveriesTests(DatabaseProvider provider)
{
    [Test]
    public async Task Done_deliveries_of_a_month_ago_go_and_all_others_and_the_events_stay()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await TestData.AddOpenChallenge(world.Services, cast);
        await world.Drain();
        // One was given up, one still waits, both from the same day as those that are done.
        var old = await world.Read(db => db.Set<EventDelivery>().AsNoTracking().OrderBy(d => d.EventSeq).ToListAsync());
        await Put(world, old[0], DeliveryState.Parked);
        await Put(world, old[1], DeliveryState.Due);
        world.Clock.Advance(ClearDeliveries.Kept);
        await Clear(world);
        Assert.That(await Left(world), Has.Count.EqualTo(old.Count), "the month is not over");

        // A delivery is done within its lease; the lease's end is what is kept of when.
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        var events = (await world.Events()).Count;
        await Clear(world);
        var left = await Left(world);
        Assert.That(left.Where(l => l.EventSeq <= old[^1].EventSeq).Select(l => (l.EventSeq, l.Subscriber, l.State)),
            Is.EquivalentTo(new[] { (old[0].EventSeq, old[0].Subscriber, DeliveryState.Parked), (old[1].EventSeq, old[1].Subscriber, DeliveryState.Due) }));
        Assert.That(await world.Events(), Has.Count.EqualTo(events));
    }

    private static async Task Clear(World world) => await world.With(async (ClearDeliveries job) =>
    {
        await job.Run(default);
        return 0;
    });

    private static Task<int> Put(World world, EventDelivery delivery, DeliveryState state) => world.Read(db => db.Set<EventDelivery>()
        .Where(d => d.EventSeq == delivery.EventSeq && d.Subscriber == delivery.Subscriber).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, state)));

    private static Task<List<EventDelivery>> Left(World world) => world.Read(db => db.Set<EventDelivery>().AsNoTracking().ToListAsync());
}
