using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>Who keeps away from a decision, and what stands to be decided.</summary>
internal static class AwardAccess
{
    /// <summary>Whether the person belongs to one of the bidders.</summary>
    public static async Task<bool> IsInvolved(MarketplaceDb db, Guid challengeId, Actor actor, CancellationToken ct)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).ToList();
        return own.Count > 0 && await db.Set<Bid>().AnyAsync(b => b.ChallengeId == challengeId && own.Contains(b.OrganisationId) && b.Status == BidStatus.UnderReview, ct);
    }

    /// <summary>The award of the challenge that was not rejected.</summary>
    public static Task<Award?> Standing(MarketplaceDb db, Guid challengeId, CancellationToken ct) =>
        db.Set<Award>().Include(a => a.Lines).FirstOrDefaultAsync(a => a.ChallengeId == challengeId && a.Status != AwardStatus.Rejected, ct);
}
