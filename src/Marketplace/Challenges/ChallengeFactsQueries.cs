using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Reads what the gate decides by, without the rest of the challenge.</summary>
public static class ChallengeFactsQueries
{
    /// <summary>Null where there is no such challenge.</summary>
    public static Task<ChallengeFacts?> FindFacts(this MarketplaceDb db, Guid challengeId, CancellationToken ct = default) =>
        db.Set<Challenge>().AsNoTracking().Where(c => c.Id == challengeId)
            .Select(c => new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds)).FirstOrDefaultAsync(ct);
}
