using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Events;

[TestFixtureSource(typeof(Databases))]
public sealed class OutboxWorkerTests(DatabaseProvider provider)
{
    private readonly List<long> _heard = [];
    private long? _failsOn;

    [SetUp]
    public void Forget() => (_failsOn, _) = (null, _heard.RemoveAll(_ => true));

    [Test]
    public async Task Write_many_at_once_numbers_without_gaps_and_a_whole_chain()
    {
        await using var world = await Start();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Happen(world)));

        var events = await world.Events();
        Assert.That(events.Select(e => e.Seq), Is.EqualTo(Enumerable.Range(1, 40).Select(i => (long)i)));
        Assert.That(await world.Read(db => EventChain.FirstBroken(db.Set<EventRow>().OrderBy(e => e.Seq).AsAsyncEnumerable())), Is.Null);
    }

    [Test]
    public async Task Chain_with_a_changed_line_is_broken_there()
    {
        await using var world = await Start();
        for (var i = 0; i < 5; i++) await Happen(world);
        await world.Read(db => db.Set<EventRow>().Where(e => e.Seq == 3).ExecuteUpdateAsync(set => set.SetProperty(e => e.Reason, "changed")));

        Assert.That(await world.Read(db => EventChain.FirstBroken(db.Set<EventRow>().OrderBy(e => e.Seq).AsAsyncEnumerable())), Is.EqualTo(3));
    }

    [Test]
    public async Task Refusal_leaves_no_event()
    {
        await using var world = await Start();
        await world.With((Writer writer) => writer.Write<Done>(w =>
        {
            w.Record(new TestHappened(Guid.CreateVersion7()), Actor.System);
            return Task.FromResult<Result<Done>>(new Refusal("no"));
        }));

        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task Drain_delivers_each_event_once_in_order()
    {
        await using var world = await Start();
        for (var i = 0; i < 7; i++) await Happen(world);
        await world.Drain();
        await world.Drain();

        Assert.That(_heard, Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6, 7 }));
    }

    [Test]
    public async Task Failing_event_blocks_no_other_and_is_parked_after_its_tries()
    {
        await using var world = await Start();
        _failsOn = 2;
        for (var i = 0; i < 3; i++) await Happen(world);
        for (var i = 0; i < 10; i++)
        {
            await world.Drain();
            world.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.That(_heard, Is.EqualTo(new long[] { 1, 3 }));
        var parked = await world.Read(db => db.Set<EventDelivery>().SingleAsync(d => d.State == DeliveryState.Parked));
        Assert.That((parked.EventSeq, parked.Error), Is.EqualTo((2L, "asked to fail")));
    }

    private Task<World> Start() => World.Create(provider, services => services.AddSingleton(this).AddSubscriber<Listener>("test", typeof(TestHappened)));

    private static Task<Result<Done>> Happen(World world) => world.With((Writer writer) => writer.Write<Done>(w =>
    {
        w.Record(new TestHappened(Guid.CreateVersion7()), Actor.System);
        return Task.FromResult<Result<Done>>(default(Done));
    }));

    [EventType("test.happened")]
    private sealed record TestHappened(Guid Id) : DomainEvent
    {
        public override Subject Subject => new("test", Id);
        public override IEnumerable<string> Audience => [Streams.Public];
    }

    private sealed class Listener(OutboxWorkerTests test) : ISubscriber
    {
        public int BatchSize => 4;

        public Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
        {
            if (events.Any(e => e.Seq == test._failsOn)) throw new InvalidOperationException("asked to fail");
            test._heard.AddRange(events.Select(e => e.Seq));
            return Task.CompletedTask;
        }
    }
}
