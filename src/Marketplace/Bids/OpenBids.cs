using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>What a call for the opening led to.</summary>
public enum OpeningStep { Asked = 1, Opened }

/// <summary>
/// Opens the bids of a challenge after its deadline. It takes two officers: the first call is recorded, the second, by
/// somebody else, opens. Who belongs to the publisher or to a bidder opens nothing.
/// </summary>
public sealed class OpenBids(Writer writer, BidReader reader)
{
    public sealed record Input(Guid ChallengeId);

    public Task<Result<OpeningStep>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<OpeningStep>(async w =>
    {
        var challenge = await w.Db.Set<Challenge>().FirstOrDefaultAsync(c => c.Id == input.ChallengeId, ct);
        if (challenge is null || ChallengeGate.CanAct(ChallengeUse.See, challenge.Facts, actor, w.Now) is { IsOk: false }) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.OpenBids, challenge.Facts, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        if (await IsInvolved(w.Db, challenge, actor, ct)) return new Refusal("challenge.officer_involved");
        return challenge.OpeningAskedById is { } asked ? await Open(w, challenge, asked, actor, ct) : Ask(w, challenge, actor);
    }, ct);

    private static Result<OpeningStep> Ask(Writing w, Challenge challenge, Actor actor)
    {
        (challenge.OpeningAskedById, challenge.OpeningAskedAt) = (actor.PersonId, w.Now);
        w.Record(new BidsOpeningAsked(challenge.Id, challenge.Code, actor.PersonId!.Value), actor);
        return OpeningStep.Asked;
    }

    private async Task<Result<OpeningStep>> Open(Writing w, Challenge challenge, Guid askedBy, Actor actor, CancellationToken ct)
    {
        if (askedBy == actor.PersonId) return new Refusal("bids.second_officer");
        var terms = await BidQueries.TermsOf(w.Db, challenge.Id, null, ct);
        var bids = await w.Db.Set<Bid>().Where(b => b.ChallengeId == challenge.Id && b.Status == BidStatus.Submitted).ToDictionaryAsync(b => b.Id, ct);
        var opened = new List<BidsOpened.Opened>();
        foreach (var (seal, content) in await reader.ForOpening(challenge.Id, ct)) opened.Add(OpenOne(w, challenge, bids[seal.BidId], seal, content, terms, actor));
        challenge.BidsOpenedAt = w.Now;
        w.Record(new BidsOpened(challenge.Id, challenge.Code, challenge.PublisherId, askedBy, actor.PersonId!.Value, opened), actor);
        return OpeningStep.Opened;
    }

    private static BidsOpened.Opened OpenOne(Writing w, Challenge challenge, Bid bid, BidSeal seal, BidContent? content, BidTerms terms, Actor actor)
    {
        var sha256 = Convert.ToHexStringLower(seal.Sha256);
        // The bid's own row keeps the fingerprint too: a seal exchanged as a whole shows there.
        var holds = content is not null && bid.Sha256.AsSpan().SequenceEqual(seal.Sha256);
        if (holds) w.Db.Add(ToOpened(bid, content!, terms, w.Now));
        else w.Record(new BidFormRejected(bid.Id, challenge.Id, challenge.Code, bid.OrganisationId, bid.Version, sha256), actor);
        _ = bid.Move(holds ? BidAction.Open : BidAction.RejectForm).Value;
        return new(bid.Id, bid.OrganisationId, seal.Version, sha256, holds);
    }

    private static OpenedBid ToOpened(Bid bid, BidContent content, BidTerms terms, DateTimeOffset now) => new()
    {
        BidId = bid.Id, ChallengeId = bid.ChallengeId, Version = bid.Version, Json = BidJson.WriteText(content),
        RequestedMinor = BidRules.Requested(content, terms) is { IsOk: true } requested ? requested.Value.Minor : 0, OpenedAt = now,
    };

    private static async Task<bool> IsInvolved(MarketplaceDb db, Challenge challenge, Actor actor, CancellationToken ct)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).ToList();
        if (own.Count == 0) return false;
        return own.Contains(challenge.PublisherId)
            || await db.Set<Bid>().AnyAsync(b => b.ChallengeId == challenge.Id && own.Contains(b.OrganisationId) && b.Status == BidStatus.Submitted, ct);
    }
}
