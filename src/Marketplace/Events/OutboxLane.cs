using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Events;

/// <summary>The deliveries of one subscriber: leasing, finishing, trying again.</summary>
internal sealed class OutboxLane(MarketplaceDb db, TimeProvider clock, string subscriber)
{
    /// <summary>After this long a lease is taken for lost and another worker may deliver again.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Waits between tries; after the last one the delivery is parked and shown to the administrators. The first is none: most failures
    /// pass at once (a busy database, a cut connection), and an open page should not wait for its push because of one.
    /// </summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
    ];

    /// <summary>Takes the oldest due deliveries for this worker alone, in the order of their events.</summary>
    /// <param name="held">Gets the numbers of what was taken, also where reading the events fails afterwards.</param>
    public async Task<List<EventRow>> Lease(int count, List<long> held, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcTicks;
        // A look costs a read; only when something is due does the lease cost a write.
        if (!await Due(clock.GetUtcNow()).AnyAsync(ct)) return [];
        List<EventDelivery> leased;
        using (await db.TakeTurn(ct))
        {
            leased = await db.Set<EventDelivery>().FromSql($"""
                UPDATE "EventDeliveries" SET "State" = 2, "DueAt" = {now + LeaseTime.Ticks}
                WHERE "Subscriber" = {subscriber} AND "State" IN (1, 2) AND "DueAt" <= {now} AND "EventSeq" IN (
                    SELECT "EventSeq" FROM "EventDeliveries"
                    WHERE "Subscriber" = {subscriber} AND "State" IN (1, 2) AND "DueAt" <= {now}
                    ORDER BY "EventSeq" LIMIT {count})
                RETURNING *
                """).AsNoTracking().ToListAsync(ct);
        }

        held.AddRange(leased.Select(d => d.EventSeq));
        return await db.Set<EventRow>().AsNoTracking().Where(e => held.Contains(e.Seq)).OrderBy(e => e.Seq).ToListAsync(ct);
    }

    /// <summary>Ends leases whose work was broken off, so that it need not wait until they are taken for lost.</summary>
    public async Task GiveBack(IReadOnlyList<long> held, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        using (await db.TakeTurn(ct))
        {
            await Mine().Where(d => held.Contains(d.EventSeq) && d.State == DeliveryState.Leased)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Due).SetProperty(d => d.DueAt, now), ct);
        }
    }

    public async Task Done(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        var seqs = events.Select(e => e.Seq).ToList();
        using (await db.TakeTurn(ct))
        {
            await Mine().Where(d => seqs.Contains(d.EventSeq))
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Done).SetProperty(d => d.Error, (string?)null), ct);
        }
    }

    public async Task Failed(long seq, string error, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var delivery = await Mine().FirstAsync(d => d.EventSeq == seq, ct);
        delivery.Attempts++;
        delivery.Error = error.Length > 2000 ? error[..2000] : error;
        delivery.State = delivery.Attempts > Waits.Length ? DeliveryState.Parked : DeliveryState.Due;
        delivery.DueAt = clock.GetUtcNow() + Waits[Math.Min(delivery.Attempts, Waits.Length) - 1];
        await db.SaveChangesAsync(ct);
    }

    private IQueryable<EventDelivery> Mine() => db.Set<EventDelivery>().Where(d => d.Subscriber == subscriber);

    private IQueryable<EventDelivery> Due(DateTimeOffset now) =>
        Mine().Where(d => (d.State == DeliveryState.Due || d.State == DeliveryState.Leased) && d.DueAt <= now);
}
