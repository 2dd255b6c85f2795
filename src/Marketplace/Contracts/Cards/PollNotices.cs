using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// The second way by which the provider's news arrive: asked for, because a webhook may be switched off or its messages lost. Both
/// ways may run, since each event is kept once and books once.
/// </summary>
public sealed class PollNotices(TakeNotice take, MarketplaceDb db, CardRail card, TimeProvider clock) : IJob
{
    /// <summary>Events may be listed a little later than they are dated.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    /// <summary>The provider keeps its events for thirty days.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task Run(CancellationToken ct)
    {
        if (card.Rail is not { } rail || await Since(rail.Info.Id, ct) is not { } since) return;
        try
        {
            var found = await rail.Notices(since, ct).ToListAsync(ct);
            var ids = found.ConvertAll(n => n.Id);
            var known = await db.Set<RailNotice>().AsNoTracking().Where(n => n.Rail == rail.Info.Id && ids.Contains(n.Id)).Select(n => n.Id).ToHashSetAsync(ct);
            foreach (var notice in found.Where(n => !known.Contains(n.Id))) _ = await take.Run(rail.Info.Id, notice, ct);
        }
        catch (RailUnreachableException)
        {
            // The next run asks for the same.
        }
    }

    // From the last one that is known; where there is none, from the first operation. Before that nothing can concern us, and nothing is asked.
    private async Task<DateTimeOffset?> Since(string rail, CancellationToken ct)
    {
        var last = await db.Set<RailNotice>().Where(n => n.Rail == rail).MaxAsync(n => (DateTimeOffset?)n.HappenedAt, ct)
            ?? await db.Set<PaymentOp>().Where(o => o.Rail == rail).MinAsync(o => (DateTimeOffset?)o.PlannedAt, ct);
        if (last is not { } from) return null;
        var oldest = clock.GetUtcNow() - Kept;
        return from - Overlap > oldest ? from - Overlap : oldest;
    }
}
