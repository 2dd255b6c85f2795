using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Events;

/// <summary>Carries committed events to their subscribers, one lane a subscriber, so that a slow or failing one delays no other.</summary>
public sealed class OutboxWorker(
    IServiceScopeFactory scopes, SubscriberCatalogue catalogue, EventSignal signal, TimeProvider clock, ILogger<OutboxWorker> log)
    : BackgroundService
{
    /// <summary>How often a lane looks for work of other nodes and for retries that fell due.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(catalogue.All.Select(subscription => Run(subscription, stoppingToken)));

    /// <summary>Delivers all that is due now, in this call. For tests, the command line and loading the demonstration.</summary>
    public async Task Drain(CancellationToken ct = default)
    {
        bool any;
        do
        {
            any = false;
            foreach (var subscription in catalogue.All)
            {
                while (await DeliverBatch(subscription, [], ct)) any = true;
            }
        }
        while (any);
    }

    private async Task Run(Subscription subscription, CancellationToken ct)
    {
        // Start() of the host must not wait for the first look.
        await Task.Yield();
        var held = new List<long>();
        while (!ct.IsCancellationRequested)
        {
            var next = signal.NextFor(subscription.Name);
            try
            {
                while (await DeliverBatch(subscription, held, ct)) { }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                log.LogError(e, "Lane {Subscriber} could not reach its deliveries; it tries again", subscription.Name);
            }

            // The pause is of this machine, not of the domain: it passes by the system's clock even where the domain's stands.
            await Task.WhenAny(next, Task.Delay(Poll, TimeProvider.System, ct));
        }

        await GiveBack(subscription, held);
    }

    /// <param name="held">What this lane leased and did not bring to an end; empty unless the call before failed.</param>
    private async Task<bool> DeliverBatch(Subscription subscription, List<long> held, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var lane = new OutboxLane(scope.ServiceProvider.GetRequiredService<MarketplaceDb>(), clock, subscription.Name);
        if (held.Count > 0) await lane.GiveBack(held, ct);
        held.Clear();
        var subscriber = (ISubscriber)scope.ServiceProvider.GetRequiredService(subscription.Type);
        var events = await lane.Lease(subscriber.BatchSize, held, ct);
        if (events.Count > 1 && await TryBatch(subscriber, events, ct)) await lane.Done(events, ct);
        else foreach (var row in events) await DeliverOne(subscription, row, ct);
        held.Clear();
        return events.Count > 0;
    }

    // The program stops: what it leased is for another node, or for its own next start, without the wait for a lost lease.
    private async Task GiveBack(Subscription subscription, List<long> held)
    {
        if (held.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await new OutboxLane(scope.ServiceProvider.GetRequiredService<MarketplaceDb>(), clock, subscription.Name).GiveBack(held, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Lane {Subscriber} could not give back its leases; they end by themselves", subscription.Name);
        }
    }

    private async Task<bool> TryBatch(ISubscriber subscriber, List<EventRow> events, CancellationToken ct)
    {
        try
        {
            await subscriber.Handle(events, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "A batch of {Count} events failed; each is now tried alone", events.Count);
            return false;
        }
    }

    // Each event has its own scope: what a failed one left in the database context must not reach the next.
    private async Task DeliverOne(Subscription subscription, EventRow row, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var lane = new OutboxLane(scope.ServiceProvider.GetRequiredService<MarketplaceDb>(), clock, subscription.Name);
        try
        {
            await ((ISubscriber)scope.ServiceProvider.GetRequiredService(subscription.Type)).Handle([row], ct);
            await lane.Done([row], ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "{Subscriber} failed on event {Seq} ({Type})", subscription.Name, row.Seq, row.Type);
            Figures.DeliveryFailed(subscription.Name);
            await lane.Failed(row.Seq, e.Message, ct);
        }
    }
}
