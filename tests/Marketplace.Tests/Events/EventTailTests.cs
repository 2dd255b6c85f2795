using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Events;

public sealed class EventTailTests
{
    private World _world = null!;

    [SetUp]
    public async Task Start() => _world = await World.Create(configure: services => services.AddListener<Hearer>());

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task CatchUp_tells_more_events_than_one_reading_holds_once_and_in_order()
    {
        await Happen(1001);
        await Tail.CatchUp();
        Assert.That(Heard, Is.EqualTo(Enumerable.Range(1, 1001).Select(i => (long)i)));
    }

    [Test]
    public async Task CatchUp_through_an_event_tells_it_and_those_before()
    {
        await Happen(3);
        await Tail.CatchUp(2, default);
        Assert.That(Heard.Take(2), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public async Task CatchUp_through_an_event_that_was_told_looks_for_no_later_one()
    {
        await Happen(2);
        await Tail.CatchUp();
        await Happen(1);
        await Tail.CatchUp(2, default);
        Assert.That(Heard, Is.EqualTo(new long[] { 1, 2 }));

        await Tail.CatchUp(3, default);
        Assert.That(Heard, Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    private EventTail Tail => _world.Services.GetRequiredService<EventTail>();

    private List<long> Heard => _world.Services.GetRequiredService<Hearer>().Heard;

    private Task<Result<Done>> Happen(int times) => _world.With((Writer writer) => writer.Write<Done>(w =>
    {
        for (var i = 0; i < times; i++) w.Record(new TailTestHappened(), Actor.System);
        return Task.FromResult<Result<Done>>(default(Done));
    }));

    [EventType("tail-test.happened")]
    private sealed record TailTestHappened : DomainEvent
    {
        public override Subject Subject => new("test", Guid.Empty);
    }

    private sealed class Hearer : IEventListener
    {
        public List<long> Heard { get; } = [];

        public Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
        {
            Heard.AddRange(events.Select(e => e.Seq));
            return Task.CompletedTask;
        }
    }
}
