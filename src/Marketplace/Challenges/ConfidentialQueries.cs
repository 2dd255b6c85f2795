using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>The confidential part of a posted challenge, and who may read it.</summary>
public sealed class ConfidentialQueries(MarketplaceDb db)
{
    /// <summary>What the reader may do about the confidential part; null where the challenge has none or is not to be seen.</summary>
    public async Task<ConfidentialView?> Of(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        if (!await Confidential(challengeId).AnyAsync(ct) || await db.FindFacts(challengeId, ct) is not { } facts
            || !ChallengeGate.CanAct(ChallengeUse.See, facts, actor, default).IsOk) return null;
        return await Of(facts, actor, ct);
    }

    /// <summary>As above, for a challenge that has a confidential part and that the reader was found to see.</summary>
    public async Task<ConfidentialView> Of(ChallengeFacts facts, Actor actor, CancellationToken ct = default)
    {
        var acceptance = await Acceptance(facts.Id, actor, ct);
        if (acceptance is null && !ChallengeQueries.MayRead(facts, actor)) return new ConfidentialView(false, null, null, null);
        // The text itself is read for those alone who may read it.
        var text = await Confidential(facts.Id).Select(c => c.ConfidentialPart).FirstOrDefaultAsync(ct);
        return new ConfidentialView(true, text, acceptance?.TermsVersion, acceptance?.AcceptedAt);
    }

    /// <summary>How many organisations accepted the terms; which ones is not told before the bids are opened.</summary>
    public Task<int> CountAcceptances(Guid challengeId, CancellationToken ct = default) =>
        db.Set<TermsAcceptance>().CountAsync(a => a.ChallengeId == challengeId, ct);

    private IQueryable<Challenge> Confidential(Guid challengeId) => db.Set<Challenge>().Where(c => c.Id == challengeId && c.Secrecy == SecrecyLevel.Confidential);

    // Read anew each time: who left the organisation reads no more.
    private async Task<TermsAcceptance?> Acceptance(Guid challengeId, Actor actor, CancellationToken ct)
    {
        if (actor.Memberships.Count == 0) return null;
        var mine = actor.Memberships.Select(m => m.OrganisationId).ToList();
        return await db.Set<TermsAcceptance>().AsNoTracking().Where(a => a.ChallengeId == challengeId && mine.Contains(a.OrganisationId))
            .OrderBy(a => a.AcceptedAt).FirstOrDefaultAsync(ct);
    }
}

/// <summary>The confidential part for one reader.</summary>
/// <param name="IsOpen">Whether the reader may read it; the rest is null where not.</param>
public sealed record ConfidentialView(bool IsOpen, string? Text, int? TermsVersion, DateTimeOffset? AcceptedAt);
