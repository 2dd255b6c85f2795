using System.Data.Common;
using Marketplace.Data;
using Marketplace.Data.Postgres;
using Marketplace.Data.Sqlite;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Events;

[TestFixtureSource(typeof(Databases))]
public sealed class OutboxWorkerTests(DatabaseProvider provider)
{
    private readonly List<long> _heard = [];
    private long? _failsOn;
    private int _failures;
    private TaskCompletionSource? _stands;

    [SetUp]
    public void Forget() => (_failsOn, _failures, _stands, _) = (null, int.MaxValue, null, _heard.RemoveAll(_ => true));

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

    [Test]
    public async Task Event_that_failed_once_is_delivered_again_while_the_clock_stands()
    {
        await using var world = await Start();
        (_failsOn, _failures) = (1, 1);
        await Happen(world);
        await Work(world, () => Heard([1]));
    }

    [TestCase("\"EventDeliveries\" SET \"State\" = 2")]
    [TestCase("FROM \"Events\"")]
    [TestCase("\"Error\" = ")]
    public async Task Database_that_fails_once_while_the_outbox_works_delays_nothing(string command)
    {
        var fault = new Fault();
        await using var world = await Start(fault);
        for (var i = 0; i < 3; i++) await Happen(world);
        fault.Next = command;
        await Work(world, () => Heard([1, 2, 3]));
        await world.Drain();

        Assert.That(fault.Next, Is.Null, "the fault was met");
        Assert.That(await world.Read(db => db.Set<EventDelivery>().AllAsync(d => d.State == DeliveryState.Done)), Is.True);
    }

    [Test]
    public async Task Stopped_worker_leaves_its_lease_to_the_next()
    {
        await using var world = await Start();
        _stands = new();
        await Happen(world);
        await Work(world, () => _stands.Task.IsCompleted);
        _stands = null;
        await world.Drain();

        Assert.That(_heard, Is.EqualTo(new long[] { 1 }));
    }

    private bool Heard(long[] events)
    {
        lock (_heard) return events.All(_heard.Contains);
    }

    /// <summary>Lets the worker run by itself until the condition holds. The clock stands.</summary>
    private static async Task Work(World world, Func<bool> until)
    {
        var worker = world.Services.GetRequiredService<OutboxWorker>();
        await worker.StartAsync(default);
        Assert.That(until, Is.True.After(20_000, 20));
        await worker.StopAsync(default);
    }

    private Task<World> Start(Fault fault) => World.Create(provider, services =>
    {
        services.AddSingleton(this).AddSubscriber<Listener>("test", typeof(TestHappened));
        services.ConfigureDbContext<SqliteMarketplaceDb>(options => options.AddInterceptors(fault));
        services.ConfigureDbContext<PostgresMarketplaceDb>(options => options.AddInterceptors(fault));
    });

    [Test]
    public async Task Commit_wakes_the_lane_that_has_something_to_deliver()
    {
        await using var world = await Start();
        var next = world.Services.GetRequiredService<EventSignal>().NextFor("test");
        await Happen(world);

        Assert.That(next.IsCompleted, Is.True);
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
            if (test._stands is { } stands)
            {
                stands.TrySetResult();
                return Task.Delay(Timeout.Infinite, ct);
            }

            if (events.Any(e => e.Seq == test._failsOn) && test._failures-- > 0) throw new InvalidOperationException("asked to fail");
            lock (test._heard) test._heard.AddRange(events.Select(e => e.Seq));
            return Task.CompletedTask;
        }
    }

    /// <summary>Makes one command fail as a database that is busy or gone does.</summary>
    private sealed class Fault : DbCommandInterceptor
    {
        private string? _next;

        /// <summary>Part of the command that fails next; null when it did.</summary>
        public string? Next
        {
            get => _next;
            set => _next = value;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Meet(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Meet(command);
            return ValueTask.FromResult(result);
        }

        private void Meet(DbCommand command)
        {
            if (_next is { } part && command.CommandText.Contains(part, StringComparison.Ordinal) && Interlocked.CompareExchange(ref _next, null, part) == part)
            {
                throw new TimeoutException("asked to fail");
            }
        }
    }
}
