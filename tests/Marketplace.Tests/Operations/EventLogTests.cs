using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Operations;

/// <summary>What officers read in the event log, what stays hidden, and deliveries that are tried again.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class EventLogTests(DatabaseProvider provider)
{
    [Test]
    public async Task Find_filters_by_type_subject_actor_and_day()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var posted = await TestData.AddOpenChallenge(world.Services, cast);
        Assert.That((await Find(world, new(Type: "challenge.posted"), cast.Auditor)).Lines.Single().SubjectId, Is.EqualTo(posted.Id));
        Assert.That((await Find(world, new(Type: "challenge"), cast.Auditor)).Lines, Has.Count.GreaterThan(2));
        Assert.That((await Find(world, new(Subject: posted.Id.ToString()), cast.Auditor)).Lines.Select(l => l.SubjectId), Is.All.EqualTo(posted.Id).And.Not.Empty);
        Assert.That((await Find(world, new(Actor: "APPROV"), cast.Auditor)).Lines.Select(l => l.ActorName), Is.All.EqualTo("approver").And.Not.Empty);
        Assert.That((await Find(world, new(From: new DateOnly(2026, 3, 2), To: new DateOnly(2026, 3, 2)), cast.Auditor)).Lines, Is.Not.Empty);
        Assert.That((await Find(world, new(From: new DateOnly(2026, 3, 3)), cast.Auditor)).Lines, Is.Empty);
        Assert.That((await Find(world, new(), cast.Publisher)).Lines, Is.Empty, "no officer");
    }

    [Test]
    public async Task Find_pages_by_a_cursor_without_numbers_and_without_gaps()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        for (var i = 0; i < EventFilter.PageSize + 3; i++) await Record(world, "x");
        var first = await Find(world, new(), cast.Auditor);
        var second = await Find(world, new(Before: first.Older), cast.Auditor);
        Assert.That((first.Lines.Count, second.Lines.Count, second.Older), Is.EqualTo((EventFilter.PageSize, 3, (string?)null)));
        Assert.That((await Find(world, new(Before: "42"), cast.Auditor)).Lines, Has.Count.EqualTo(EventFilter.PageSize), "a forged cursor is no cursor");
    }

    [Test]
    public async Task CheckChain_holds_and_tells_of_a_changed_line()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await Record(world, "first");
        await Record(world, "second");
        var holds = (await world.With((EventLog l) => l.CheckChain(cast.Auditor)))!;
        Assert.That((holds.Holds, holds.Lines, holds.UpToAt), Is.EqualTo((true, 2, (DateTimeOffset?)World.Start)));

        await world.Read(db => db.Set<EventRow>().Where(e => e.Seq == 1).ExecuteUpdateAsync(s => s.SetProperty(e => e.Reason, "changed")));
        Assert.That((await world.With((EventLog l) => l.CheckChain(cast.Auditor)))!.Holds, Is.False);
        Assert.That(await world.With((EventLog l) => l.CheckChain(cast.Publisher)), Is.Null);
    }

    [Test]
    public async Task RetryDelivery_of_a_parked_delivery_delivers_it()
    {
        var stubborn = new Stubborn { Fails = true };
        await using var world = await World.Create(provider, services =>
        {
            services.AddSubscriber<Stubborn>("stubborn", typeof(RoleRevoked));
            services.AddScoped(_ => stubborn);
        });
        var cast = await TestData.AddChallengeCast(world.Services);
        await Record(world, "x");
        for (var i = 0; i < 8; i++)
        {
            await world.Drain();
            world.Clock.Advance(TimeSpan.FromHours(2));
        }

        var parked = (await world.With((DeliveryQueries q) => q.Parked(cast.Auditor, CancellationToken.None))).Single();
        Assert.That((parked.Subscriber, parked.Error), Is.EqualTo(("stubborn", "not today")));
        Assert.That((await world.With((DeliveryQueries q) => q.Lanes(cast.Operator))).Single(l => l.Subscriber == "stubborn").Parked, Is.EqualTo(1));

        stubborn.Fails = false;
        var seq = await world.With((LogCursor c) => Task.FromResult(c.Read(parked.Cursor)!.Value));
        Assert.That((await world.With((RetryDelivery u) => u.Run(new(seq, "stubborn"), cast.Auditor))).Refusal, Is.EqualTo(Refusal.NotFound), "auditors read only");
        Assert.That((await world.With((RetryDelivery u) => u.Run(new(seq, "nobody"), cast.Operator))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((RetryDelivery u) => u.Run(new(seq, "stubborn"), cast.Operator))).IsOk, Is.True);
        await world.Drain();
        Assert.That((await world.With((DeliveryQueries q) => q.ParkedCount(cast.Auditor)), stubborn.Heard), Is.EqualTo((0, 1)));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("delivery.retried"));
    }

    [Test]
    public async Task SystemQueries_show_every_job_to_those_who_may()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        Assert.That((await world.With((SystemQueries q) => q.Read(cast.Operator)))!.Jobs.Select(j => j.Name), Does.Contain("files.sweep"));
        Assert.That(await world.With((SystemQueries q) => q.Read(cast.Publisher)), Is.Null);
    }

    private static Task<LogPage> Find(World world, EventFilter filter, Actor actor) => world.With((EventLog l) => l.Find(filter, actor));

    private static Task<Result<Done>> Record(World world, string reason) => world.With((Writer w) => w.Write(writing =>
    {
        writing.Record(new RoleRevoked(Guid.Empty, PlatformRole.Auditor), Actor.System, reason);
        return Task.FromResult<Result<Done>>(default(Done));
    }));

    private sealed class Stubborn : ISubscriber
    {
        public bool Fails { get; set; }

        public int Heard { get; private set; }

        public Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
        {
            if (Fails) throw new InvalidOperationException("not today");
            Heard += events.Count;
            return Task.CompletedTask;
        }
    }
}
