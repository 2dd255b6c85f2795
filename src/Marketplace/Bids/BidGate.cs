using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>The facts about a challenge and an organisation by which it is decided whether that one may bid.</summary>
/// <param name="IsVerified">Of the organisation, as it stands in the database and not in a cookie.</param>
/// <param name="IsRelated">It belongs to the publisher's group.</param>
public sealed record BidFacts(ChallengeFacts Challenge, string? Code, long ChallengeVersion, Guid OrganisationId, string OrganisationName, string? OrganisationNameEn, bool IsVerified, bool IsRelated);

/// <summary>Who may bid and until when: the challenge's gate, and what only the organisation's own row tells.</summary>
public static class BidGate
{
    /// <summary>To start a bid or to submit it.</summary>
    public static Result<Done> CanBid(BidFacts facts, Actor actor, DateTimeOffset now)
    {
        if (!Permissions.Allows(Deed.PrepareBid, actor, facts.OrganisationId)) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.See, facts.Challenge, actor, now) is { IsOk: false } unseen) return unseen;
        if (facts.OrganisationId == facts.Challenge.PublisherId) return new Refusal("bid.own_challenge");
        if (ChallengeGate.CanAct(ChallengeUse.Bid, facts.Challenge, actor, now) is { IsOk: false } closed) return closed;
        if (facts.IsRelated) return new Refusal("bid.same_group");
        if (!facts.Challenge.Invites(facts.OrganisationId)) return new Refusal("bid.not_invited");
        return facts.IsVerified ? default(Done) : new Refusal("organisation.not_verified");
    }

    /// <summary>A draft is dropped at any time; what was submitted is bound from the deadline on.</summary>
    public static Result<Done> CanWithdraw(BidStatus status, ChallengeFacts challenge, Guid organisationId, Actor actor, DateTimeOffset now)
    {
        if (!Permissions.Allows(Deed.PrepareBid, actor, organisationId)) return Refusal.NotFound;
        if (BidLifecycle.Next(status, BidAction.Withdraw) is { IsOk: false } wrong) return wrong.Refusal;
        if (status == BidStatus.Draft) return default(Done);
        if (challenge.Status is ChallengeStatus.Cancelled or ChallengeStatus.NoBid) return new Refusal("bid.challenge_ended");
        return challenge.Status == ChallengeStatus.Open && now < challenge.DeadlineAt ? default(Done) : new Refusal("bid.too_late_to_withdraw");
    }

    /// <summary>A draft may be written as long as something can still be submitted, and is kept when the deadline has passed.</summary>
    public static Result<Done> CanWrite(BidStatus status, Guid organisationId, Actor actor)
    {
        if (!Permissions.Allows(Deed.PrepareBid, actor, organisationId)) return Refusal.NotFound;
        return status is BidStatus.Draft or BidStatus.Submitted ? default(Done) : new Refusal("bid.not_editable");
    }

    internal static Task<BidFacts?> Find(MarketplaceDb db, Guid challengeId, Guid organisationId, CancellationToken ct) =>
        Facts(db, challengeId, db.Set<Organisation>().Where(o => o.Id == organisationId)).FirstOrDefaultAsync(ct);

    internal static IQueryable<BidFacts> Facts(MarketplaceDb db, Guid challengeId, IQueryable<Organisation> organisations) =>
        from c in db.Set<Challenge>().AsNoTracking()
        join p in db.Set<Organisation>() on c.PublisherId equals p.Id
        from o in organisations
        where c.Id == challengeId
        select new BidFacts(
            new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds),
            c.Code, c.Version, o.Id, o.Name, o.NameEn, o.Verification == VerificationStatus.Verified,
            p.GroupId != null && p.GroupId == o.GroupId || p.GroupId == o.Id || o.GroupId == p.Id);
}
