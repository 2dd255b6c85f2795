using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;

namespace Marketplace.Bids;

/// <summary>
/// Which lines of the event log are sealed. A line about a bid is for the bidder's own members alone until the bids of its
/// challenge are opened; a draft that was never opened stays so for ever. Every reader of the log goes through <see cref="Hide"/>,
/// and shows no sequence numbers to whom lines are hidden: a gap would tell that somebody bids. Lines about inboxes are nobody's:
/// whom a receipt reached is who bids.
/// </summary>
public static class SealedEvents
{
    /// <summary>The kind of subject of every event about one bid.</summary>
    public const string SubjectKind = "bid";

    /// <summary>The kind of subject of every event about an inbox.</summary>
    public const string InboxKind = "inbox";

    /// <summary>The lines without those that are sealed for this reader.</summary>
    public static IQueryable<EventRow> Hide(IQueryable<EventRow> lines, MarketplaceDb db, Actor actor)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).ToList();
        return lines.Where(line => line.SubjectKind != InboxKind && (line.SubjectKind != SubjectKind || db.Set<Bid>().Any(bid => bid.Id == line.SubjectId
            && (own.Contains(bid.OrganisationId)
                || (bid.Version > 0 && bid.Status != BidStatus.Draft && bid.Status != BidStatus.Submitted
                    && db.Set<Challenge>().Any(c => c.Id == bid.ChallengeId && c.BidsOpenedAt != null))))));
    }
}
