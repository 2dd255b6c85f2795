using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class SealedEventsTests(DatabaseProvider provider)
{
    [Test]
    public async Task Hide_before_the_opening_leaves_lines_about_bids_to_their_bidder()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await scene.Bid(scene.Labs[0]);
        await scene.Bid(scene.Labs[1]);

        Assert.That(await Seen(world, scene.Approver), Is.Empty);
        Assert.That(await Seen(world, scene.Publisher), Is.Empty);
        Assert.That(await Seen(world, scene.Labs[0].Actor), Is.EqualTo(new[] { "bid.started", "bid.submitted" }));
    }

    [Test]
    public async Task Hide_after_the_opening_shows_what_was_submitted_and_no_draft()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await scene.Bid(scene.Labs[0]);
        await scene.Draft(scene.Labs[1]);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        await scene.OpenByTwo();

        Assert.That(await Seen(world, scene.Approver), Is.EqualTo(new[] { "bid.started", "bid.submitted", "challenge.closed", "bids.opening_asked", "bids.opened" }));
    }

    [Test]
    public void Every_event_about_one_bid_is_sealed() =>
        Assert.That(EventJson.KnownTypes.Where(t => t.StartsWith("bid.", StringComparison.Ordinal)), Is.Not.Empty.And.All.Matches<string>(IsAboutABid));

    private static bool IsAboutABid(string type)
    {
        var clr = typeof(BidSubmitted).Assembly.GetTypes().Single(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract && DomainEvent.TypeOf(t) == type);
        var @event = (DomainEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(clr);
        return @event.Subject.Kind == SealedEvents.SubjectKind;
    }

    private static Task<List<string>> Seen(World world, Actor actor) =>
        world.Read(db => SealedEvents.Hide(db.Set<EventRow>(), db, actor).OrderBy(e => e.Seq).Select(e => e.Type).ToListAsync());
}
