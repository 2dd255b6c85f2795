using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Views;

/// <summary>How far a challenge has come with those it is for. Bids are counted by the bids themselves, and not before the opening.</summary>
/// <param name="Views">Openings of the public page.</param>
/// <param name="SeenBy">Organisations of which a member has opened it while signed in.</param>
/// <param name="Matched">Laboratories that the matching found.</param>
/// <param name="Interested">Organisations that said so.</param>
public sealed record ChallengeFunnel(int Views, int SeenBy, int Matched, int Interested);

/// <summary>The funnel for the publisher and the officers.</summary>
public sealed class FunnelQueries(MarketplaceDb db)
{
    /// <summary>Null for those who may not see the publisher's side.</summary>
    public async Task<ChallengeFunnel?> Of(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        var found = await db.Set<Challenge>().Where(c => c.Id == challengeId).Select(c => new
        {
            c.PublisherId,
            Funnel = new ChallengeFunnel(
                db.Set<ChallengeViews>().Where(v => v.ChallengeId == c.Id).Sum(v => v.Count),
                db.Set<ChallengeSeen>().Count(s => s.ChallengeId == c.Id),
                db.Set<Match>().Count(m => m.ChallengeId == c.Id && m.EngineVersion > 0),
                db.Set<Match>().Count(m => m.ChallengeId == c.Id && m.Answer == MatchAnswer.Interested)),
        }).FirstOrDefaultAsync(ct);
        return found is not null && Permissions.Allows(Deed.SeeUnpublishedChallenge, actor, found.PublisherId) ? found.Funnel : null;
    }
}
