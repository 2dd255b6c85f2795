using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>
/// Closes challenges whose deadline has passed: with enough bids they go to evaluation, else nobody's bid is opened and each
/// goes back to its bidder. That no bid is taken any more does not wait for this job: the gate asks the clock.
/// </summary>
public sealed class CloseBidding(Writer writer, MarketplaceDb db, TimeProvider clock) : IJob
{
    /// <summary>Challenges closed in one run; the rest follow in the next.</summary>
    private const int MostAtOnce = 200;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Challenge>().Where(c => c.Status == ChallengeStatus.Open && c.DeadlineAt <= now)
            .OrderBy(c => c.DeadlineAt).Select(c => c.Id).Take(MostAtOnce).ToListAsync(ct);
        foreach (var id in due) await writer.Write(w => Close(w, id, ct), ct);
    }

    private static async Task<Result<ChallengeStatus>> Close(Writing w, Guid id, CancellationToken ct)
    {
        var challenge = await w.Db.Set<Challenge>().FirstAsync(c => c.Id == id, ct);
        var bids = await w.Db.Set<Bid>().Where(b => b.ChallengeId == id && b.Status == BidStatus.Submitted).ToListAsync(ct);
        var isEnough = bids.Count >= ProcedurePresets.Of(challenge.Facts).MinBids;
        var moved = challenge.Move(isEnough ? ChallengeAction.CloseWithBids : ChallengeAction.CloseWithoutBids, Actor.System, w.Now);
        if (!moved.IsOk) return moved;
        w.Record(isEnough
            ? new ChallengeClosed(challenge.Id, challenge.PublisherId, challenge.Code)
            : new ChallengeUnanswered(challenge.Id, challenge.PublisherId, challenge.Code), Actor.System);
        if (!isEnough) GiveBack(w, challenge, bids);
        return moved;
    }

    private static void GiveBack(Writing w, Challenge challenge, List<Bid> bids)
    {
        foreach (var bid in bids)
        {
            _ = bid.Move(BidAction.GiveBack).Value;
            w.Record(new BidGivenBack(bid.Id, challenge.Id, challenge.Code, bid.OrganisationId), Actor.System);
        }
    }
}
