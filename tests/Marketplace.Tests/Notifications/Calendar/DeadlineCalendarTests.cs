using Ical.Net;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Notifications.Calendar;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Notifications.Calendar;

public sealed class DeadlineCalendarTests
{
    [Test]
    public async Task Deadline_of_an_open_challenge_is_one_entry_at_its_instant_with_a_reminder()
    {
        await using var world = await World.Create();
        var open = await TestData.AddOpenChallenge(world.Services, await TestData.AddChallengeCast(world.Services));
        var entry = await world.With((DeadlineQueries q) => q.Of(open.Code!));
        var text = world.Services.GetRequiredService<DeadlineCalendar>().Write([entry!], "en");

        var read = Ical.Net.Calendar.Load(text)!.Events.Single();
        Assert.That(read.DtStart!.AsUtc, Is.EqualTo(World.Start.AddDays(60).UtcDateTime));
        Assert.That(read.Summary, Does.StartWith("Bids close: PD-JB-2026-0001 Metal removal"));
        Assert.That(read.Alarms.Single().Trigger!.Duration!.Value.ToTimeSpanUnspecified(), Is.EqualTo(TimeSpan.FromDays(-1)));
        // RFC 5545, 3.1: lines end with CR LF and have at most 75 bytes.
        Assert.That(text.Split("\r\n"), Has.All.Matches<string>(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n', StringComparison.Ordinal)));
    }

    [Test]
    public async Task Moved_deadline_keeps_its_id_and_counts_up_and_a_cancelled_one_is_struck_out()
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var open = await TestData.AddOpenChallenge(world.Services, cast);
        var first = await Entry(world, open.Code!);
        world.Clock.Advance(TimeSpan.FromHours(3));
        var movedAt = world.Clock.GetUtcNow();
        await world.With((ExtendDeadline u) => u.Run(new(open.Id, World.Start.AddDays(66), "More time for samples."), cast.Publisher));
        var moved = await Entry(world, open.Code!);
        await world.With((CancelChallenge u) => u.Run(new(open.Id, CancelCause.FundingLost, "The line was sold."), cast.Publisher));
        var cancelled = await Entry(world, open.Code!);

        Assert.That((moved.Uid, cancelled.Uid), Is.EqualTo((first.Uid, first.Uid)));
        Assert.That(moved.Sequence, Is.GreaterThan(first.Sequence));
        Assert.That(cancelled.Sequence, Is.GreaterThan(moved.Sequence));
        Assert.That((moved.Status, cancelled.Status), Is.EqualTo((EventStatus.Confirmed, EventStatus.Cancelled)));
        Assert.That(moved.DtStart!.AsUtc, Is.EqualTo(World.Start.AddDays(66).UtcDateTime));
        Assert.That(moved.DtStamp!.AsUtc, Is.EqualTo(movedAt.UtcDateTime), "a reader keeps the entry with the later stamp");
    }

    [Test]
    public async Task Unpublished_challenge_has_no_deadline_for_anybody()
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var approved = await TestData.AddApproved(world.Services, cast);

        Assert.That(await world.With((DeadlineQueries q) => q.Of(approved.Code ?? "none")), Is.Null);
        Assert.That(await world.With((DeadlineQueries q) => q.Of(cast.Publisher, world.Clock.GetUtcNow())), Is.Empty);
    }

    [Test]
    public async Task Own_calendar_holds_what_the_own_organisations_post_bid_for_or_keep()
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var keeper = await TestData.AddProfiledLab(world.Services, "Keeper", ["Photoresist resins"], ["Metal removal for photoresist resins"]);
        var open = await TestData.AddOpenChallenge(world.Services, cast);
        await world.Drain();
        Assert.That(await Own(world, keeper.Member), Is.Empty, "a match without an answer is no choice");
        var match = await world.Read(db => db.Set<Match>().Where(m => m.OrganisationId == keeper.Id).Select(m => m.Id).SingleAsync());
        await world.With((AnswerMatch u) => u.Run(new(match, MatchAnswer.Saved), keeper.Member));
        await world.With((StartBid u) => u.Run(new(open.Id, cast.LabId), cast.Bidder));

        foreach (var actor in new[] { keeper.Member, cast.Bidder, cast.Publisher }) Assert.That(await Own(world, actor), Is.EqualTo(new[] { open.Code }), actor.Name);
        Assert.That(await Own(world, cast.OtherBidder), Is.Empty);
    }

    private static async Task<Ical.Net.CalendarComponents.CalendarEvent> Entry(World world, string code)
    {
        var entry = await world.With((DeadlineQueries q) => q.Of(code));
        return Ical.Net.Calendar.Load(world.Services.GetRequiredService<DeadlineCalendar>().Write([entry!], "en"))!.Events.Single();
    }

    private static async Task<List<string>> Own(World world, Actor actor) =>
        (await world.With((DeadlineQueries q) => q.Of(actor, world.Clock.GetUtcNow()))).ConvertAll(e => e.Code);
}
