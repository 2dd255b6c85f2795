using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Operations;

/// <summary>
/// Clears away deliveries that were done a month ago: the events themselves stay for good, and nobody asks any more that each was
/// carried to each subscriber. What is still to be done, or was given up, stays however old it is.
/// </summary>
public sealed class ClearDeliveries(MarketplaceDb db, TimeProvider clock) : IJob
{
    /// <summary>Long enough to look into a complaint about the month before.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    /// <summary>Rows of one statement: others write in between.</summary>
    private const int Batch = 2000;

    public async Task Run(CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - Kept).UtcTicks;
        foreach (var subscriber in await db.Set<EventDelivery>().Select(d => d.Subscriber).Distinct().ToListAsync(ct))
        {
            while (await Clear(subscriber, before, ct) == Batch) { }
        }
    }

    private async Task<int> Clear(string subscriber, long before, CancellationToken ct)
    {
        using var turn = await db.TakeTurn(ct);
        return await db.Database.ExecuteSqlAsync($"""
            DELETE FROM "EventDeliveries" WHERE "Subscriber" = {subscriber} AND "EventSeq" IN (
                SELECT "EventSeq" FROM "EventDeliveries"
                WHERE "Subscriber" = {subscriber} AND "State" = 3 AND "DueAt" < {before}
                ORDER BY "DueAt" LIMIT {Batch})
            """, ct);
    }
}
