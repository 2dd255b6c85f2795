using Marketplace.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Events;

/// <summary>
/// Keeps something in the memory of one process in step with the events: a cache, an index. Unlike an <see cref="ISubscriber"/>
/// it hears every event in every process, and nothing is kept of what it heard: after a restart it builds itself anew.
/// It may hear an event that its own first reading already covered, so it goes by the row's subject, not by the difference.
/// </summary>
public interface IEventListener
{
    Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct);
}

/// <summary>Reads the event log as it grows and tells the listeners of this process.</summary>
public sealed class EventTail(
    IServiceScopeFactory scopes, IEnumerable<IEventListener> listeners, EventSignal signal, ILogger<EventTail> log)
    : BackgroundService
{
    /// <summary>How often to look for events of other nodes.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Events of one reading.</summary>
    private const int Piece = 500;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The last event that the listeners were told of; -1 before the listening begins.</summary>
    private long _heard = -1;

    /// <summary>Marks where the listening begins: before any listener reads the database, so that nothing falls in between.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Begin(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Tells the listeners all that was committed before this call.</summary>
    public Task CatchUp(CancellationToken ct = default) => CatchUp(long.MaxValue, ct);

    /// <summary>As the other, but is satisfied where the listeners know of everything up to this event, whatever was committed after it.</summary>
    public async Task CatchUp(long through, CancellationToken ct)
    {
        if (Interlocked.Read(ref _heard) >= through) return;
        await _one.WaitAsync(ct);
        try
        {
            if (_heard < 0) await Begin(ct);
            while (_heard < through)
            {
                var events = await Next(ct);
                if (events.Count > 0) await Tell(events, ct);
                // A reading that was not cut off has found all that was there when it began.
                if (events.Count < Piece) break;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next;
            try
            {
                await CatchUp(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The event log could not be read; it is tried again");
            }

            await Task.WhenAny(next, Task.Delay(Poll, TimeProvider.System, stoppingToken));
        }
    }

    private async Task Begin(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        Interlocked.Exchange(ref _heard, await scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Set<EventRow>().MaxAsync(e => (long?)e.Seq, ct) ?? 0);
    }

    private async Task<List<EventRow>> Next(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Set<EventRow>().AsNoTracking()
            .Where(e => e.Seq > _heard).OrderBy(e => e.Seq).Take(Piece).ToListAsync(ct);
    }

    private async Task Tell(List<EventRow> events, CancellationToken ct)
    {
        foreach (var listener in listeners)
        {
            try
            {
                await listener.Hear(events, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogError(e, "{Listener} failed on events {First} to {Last}", listener.GetType().Name, events[0].Seq, events[^1].Seq);
            }
        }

        Interlocked.Exchange(ref _heard, events[^1].Seq);
    }
}

public static class ListenerRegistration
{
    /// <summary>Registers a singleton that also listens.</summary>
    public static IServiceCollection AddListener<T>(this IServiceCollection services) where T : class, IEventListener
    {
        services.AddSingleton<T>();
        return services.AddSingleton<IEventListener>(provider => provider.GetRequiredService<T>());
    }
}
