using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Tells once for each open challenge that its deadline is near.</summary>
public sealed class AnnounceClosingSoon(MarketplaceDb db, Writer writer, TimeProvider clock) : IJob
{
    /// <summary>Time before the deadline: three days leave a working day to finish a bid.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(3);

    private const int Batch = 200;

    public async Task Run(CancellationToken ct)
    {
        // A look costs a read; only when something is due does it cost a write.
        if (!await Due(db, clock.GetUtcNow()).AnyAsync(ct)) return;
        await writer.Write<Done>(async w =>
        {
            foreach (var challenge in await Due(w.Db, w.Now).OrderBy(c => c.DeadlineAt).Take(Batch).ToListAsync(ct))
            {
                challenge.ClosingSoonAt = w.Now;
                w.Record(new ChallengeClosingSoon(challenge.Id, challenge.PublisherId, challenge.Code, challenge.DeadlineAt!.Value), Actor.System);
            }

            return default(Done);
        }, ct);
    }

    private static IQueryable<Challenge> Due(MarketplaceDb db, DateTimeOffset now)
    {
        var until = now + Before;
        return db.Set<Challenge>().Where(c => c.Status == ChallengeStatus.Open && c.ClosingSoonAt == null && c.DeadlineAt > now && c.DeadlineAt <= until);
    }
}
