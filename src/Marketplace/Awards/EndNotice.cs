using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>Ends public notices whose last day is over: the award is made and every bid gets its outcome.</summary>
public sealed class EndNotice(Writer writer, MarketplaceDb db, TimeProvider clock) : IJob
{
    private const int MostAtOnce = 100;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Award>().Where(a => a.Status == AwardStatus.OnNotice && a.NoticeEndsAt <= now)
            .OrderBy(a => a.NoticeEndsAt).Select(a => a.ChallengeId).Take(MostAtOnce).ToListAsync(ct);
        foreach (var challengeId in due) await writer.Write(w => End(w, challengeId, ct), ct);
    }

    private static async Task<Result<ChallengeStatus>> End(Writing w, Guid challengeId, CancellationToken ct)
    {
        var challenge = await w.Db.Set<Challenge>().FirstAsync(c => c.Id == challengeId, ct);
        var moved = challenge.Move(ChallengeAction.EndNotice, Actor.System, w.Now);
        if (!moved.IsOk || await AwardAccess.Standing(w.Db, challengeId, ct) is not { } award) return moved;
        if (award.Make(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        var winners = award.Lines.Where(l => l.Outcome == AwardOutcome.Winner).Select(l => l.OrganisationId).ToList();
        w.Record(new NoticeEnded(challengeId, challenge.PublisherId, challenge.Code, award.Id, award.NoticeCode!), Actor.System);
        w.Record(new AwardMade(challengeId, challenge.PublisherId, challenge.Code, award.Id, award.NoticeCode!, winners), Actor.System);
        var bids = await w.Db.Set<Bid>().Where(b => b.ChallengeId == challengeId && b.Status == BidStatus.UnderReview).ToDictionaryAsync(b => b.Id, ct);
        foreach (var line in award.Lines) Settle(w, challenge, award, line, bids[line.BidId]);
        return moved;
    }

    private static void Settle(Writing w, Challenge challenge, Award award, AwardLine line, Bid bid)
    {
        var action = line.Outcome switch
        {
            AwardOutcome.Winner => BidAction.Award,
            AwardOutcome.Reserve => BidAction.Reserve,
            AwardOutcome.Potential => BidAction.KeepAsPotential,
            AwardOutcome.NotAwarded => BidAction.Decline,
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Outcome, "Unknown outcome."),
        };
        _ = bid.Move(action).Value;
        if (line.Outcome == AwardOutcome.Winner) w.Record(new BidAwarded(bid.Id, challenge.Id, challenge.Code, bid.OrganisationId, award.Id, line.Rank), Actor.System);
        else w.Record(new BidNotAwarded(bid.Id, challenge.Id, challenge.Code, bid.OrganisationId, award.Id, line.Outcome), Actor.System);
    }
}
