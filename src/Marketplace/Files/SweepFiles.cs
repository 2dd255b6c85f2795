using Marketplace.Data;
using Marketplace.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Files;

/// <summary>Removes what a crash or a deleted row left behind: old files in quarantine, and files of the store that no row names.</summary>
public sealed class SweepFiles(MarketplaceDb db, FileStore store, TimeProvider clock) : IJob
{
    /// <summary>Far longer than any upload or transaction takes.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private const int Batch = 500;

    public async Task Run(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Grace;
        store.DeleteQuarantinedBefore(before);
        foreach (var batch in store.LocationsOlderThan(before).Chunk(Batch))
        {
            var known = await db.Set<StoredFile>().Where(f => batch.Contains(f.Location)).Select(f => f.Location).ToListAsync(ct);
            foreach (var orphan in batch.Except(known)) store.Delete(orphan);
        }
    }
}
