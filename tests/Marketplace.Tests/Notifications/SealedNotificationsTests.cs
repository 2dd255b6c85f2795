using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Operations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Notifications;

/// <summary>Before the opening nobody but the bidder learns from inbox, stream or log that there is a bid, or how many.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class SealedNotificationsTests(DatabaseProvider provider)
{
    [Test]
    public async Task Bids_submitted_replaced_and_withdrawn_are_told_to_their_bidder_alone()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await world.Drain();
        var others = new[] { scene.Publisher, scene.SecondPublisher, scene.Operator, scene.Reviewer, scene.Approver, scene.Labs[1].Actor };
        var before = await Everything(world, others);

        var receipt = await scene.Bid(scene.Labs[0]);
        await world.Drain();
        var revision = await scene.Save(scene.Labs[0], receipt.BidId, TestData.CompleteBid(scene.Indicators, "second"));
        _ = (await scene.Submit(scene.Labs[0], receipt.BidId, revision)).Value;
        await world.Drain();
        _ = (await scene.With((WithdrawBid u) => u.Run(new(receipt.BidId), scene.Labs[0].Actor))).Value;
        await world.Drain();

        Assert.That(await Told(world, scene.Labs[0].Actor), Is.EqualTo(new[] { "bid.submitted", "bid.replaced", "bid.withdrawn" }));
        Assert.That(await Everything(world, others), Is.EqualTo(before));
    }

    [Test]
    public async Task Log_shows_no_officer_whom_a_receipt_or_a_reminder_reached()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await scene.Bid(scene.Labs[0]);
        world.Clock.SetUtcNow(scene.DeadlineAt.AddDays(-2));
        await world.RunJobs();
        await world.Drain();
        var auditor = await scene.AddOfficer(PlatformRole.Auditor);

        Assert.That(await Told(world, scene.Labs[0].Actor), Does.Contain("challenge.closing_soon"));
        Assert.That((await world.Events()).Select(e => e.Type), Does.Contain("inbox.changed"));
        var log = await world.With((EventLog l) => l.Find(new EventFilter(), auditor));
        Assert.That(log.Lines.Select(l => l.Type), Does.Contain("challenge.closing_soon").And.None.StartsWith("inbox.").And.None.StartsWith("bid."));
        Assert.That(log.Lines, Has.None.Matches<LogLine>(l => l.Json.Contains(scene.Labs[0].Actor.PersonId!.Value.ToString(), StringComparison.OrdinalIgnoreCase)));
    }

    [Test]
    public async Task Opening_is_told_to_each_bidder_and_to_the_publisher()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await scene.Bid(scene.Labs[0]);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        await scene.OpenByTwo();
        await world.Drain();

        Assert.That(await Told(world, scene.Labs[0].Actor), Does.Contain("bids.opened"));
        Assert.That(await Told(world, scene.Publisher), Does.Contain("challenge.closed").And.Contain("bids.opened"));
        Assert.That(await Told(world, scene.Labs[1].Actor), Is.Empty);
        // Who asked for the opening knows of it.
        Assert.That(await Told(world, scene.Operator), Does.Not.Contain("bids.opening_asked"));
        Assert.That(await Told(world, scene.Approver), Does.Contain("bids.opening_asked"));
    }

    /// <summary>Inboxes and own streams of these people, message by message.</summary>
    private static async Task<string> Everything(World world, IEnumerable<Actor> people)
    {
        var all = new List<string>();
        foreach (var actor in people)
        {
            all.AddRange((await Told(world, actor)).Select(type => $"{actor.Name} {type}"));
            var streams = actor.Memberships.Select(m => Streams.Organisation(m.OrganisationId)).Append(Streams.Person(actor.PersonId!.Value)).Append(Streams.Public).ToList();
            all.AddRange(await world.Read(db => db.Set<StreamMessage>().Where(m => streams.Contains(m.Stream))
                .OrderBy(m => m.Stream).ThenBy(m => m.Number).Select(m => m.Stream + " " + m.Number).ToListAsync()));
        }

        return string.Join('\n', all);
    }

    private static async Task<List<string>> Told(World world, Actor actor) =>
        [.. (await world.With((InboxQueries q) => q.Page(actor, unreadOnly: false, 1))).Select(l => l.Type).Reverse()];
}
