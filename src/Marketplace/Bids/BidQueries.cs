using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>What a bidder keeps as proof: when, which version, and the fingerprint of the sealed bytes.</summary>
/// <param name="Sha256">Hexadecimal, over nonce, ciphertext and tag as they are stored.</param>
public sealed record BidReceipt(Guid BidId, string ChallengeCode, string Bidder, int Version, DateTimeOffset SubmittedAt, string Sha256);

/// <summary>One of the bidder's own bids in a list. A challenge that went back to its publisher's drafts shows its code only.</summary>
public sealed record OwnBidRow
{
    public required Guid Id { get; init; }
    public required Guid ChallengeId { get; init; }
    public string? Code { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required string Publisher { get; init; }
    public string? PublisherEn { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Organisation { get; init; }
    public string? OrganisationEn { get; init; }
    public required BidStatus Status { get; init; }
    public required ChallengeStatus ChallengeStatus { get; init; }
    public DateTimeOffset? DeadlineAt { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public required DateTimeOffset DraftSavedAt { get; init; }

    /// <summary>Something was written that is not submitted.</summary>
    public required bool IsDraftAhead { get; init; }
    public required bool IsDemo { get; init; }
}

/// <summary>One bid as its bidder sees it, without its content.</summary>
public sealed record OwnBid(
    Guid Id, BidStatus Status, int Version, DateTimeOffset? SubmittedAt, long DraftRevision, DateTimeOffset DraftSavedAt, bool IsDraftAhead,
    DateTimeOffset? WithdrawnAt, BidFacts Facts, string Title, string? TitleEn, string Publisher, string? PublisherEn, AwardMode Mode, bool IsDemo,
    IReadOnlyList<BidReceipt> Receipts);

/// <summary>Who of the asker's organisations may bid for a challenge.</summary>
public sealed record BidChances(
    Guid ChallengeId, string Code, string Title, string? TitleEn, DateTimeOffset? DeadlineAt, IReadOnlyList<BidChance> Organisations);

/// <param name="BidId">The bid that is already begun.</param>
/// <param name="Refusal">Why it may not bid; null where it may.</param>
public sealed record BidChance(Guid Id, string Name, string? NameEn, Guid? BidId, Refusal? Refusal);

/// <summary>The bids of the asker's own organisations. Others' bids are not there for this class.</summary>
public sealed class BidQueries(MarketplaceDb db)
{
    /// <summary>Newest first, at most <paramref name="most"/>.</summary>
    public Task<List<OwnBidRow>> Own(Actor actor, int most = 200, CancellationToken ct = default) =>
        Rows(db.Set<Bid>(), actor).OrderByDescending(r => r.StartedAt).Take(most).ToListAsync(ct);

    /// <summary>Whether the actor's organisations may bid for a published challenge, each with its reason if not; null where there is no such challenge.</summary>
    public async Task<BidChances?> Chances(string code, Actor actor, DateTimeOffset now, CancellationToken ct = default)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().Where(c => c.Code == code && ChallengeLifecycle.Published.Contains(c.Status))
            .Select(c => new { c.Id, c.Title, c.TitleEn, c.DeadlineAt }).FirstOrDefaultAsync(ct);
        if (challenge is null) return null;
        var own = OrganisationsOf(actor);
        var facts = await BidGate.Facts(db, challenge.Id, db.Set<Organisation>().Where(o => own.Contains(o.Id))).ToListAsync(ct);
        var begun = await db.Set<Bid>().AsNoTracking().Where(b => b.ChallengeId == challenge.Id && own.Contains(b.OrganisationId) && b.Status != BidStatus.Withdrawn)
            .ToDictionaryAsync(b => b.OrganisationId, b => b.Id, ct);
        return new BidChances(challenge.Id, code, challenge.Title, challenge.TitleEn, challenge.DeadlineAt, facts.ConvertAll(f => new BidChance(
            f.OrganisationId, f.OrganisationName, f.OrganisationNameEn, begun.TryGetValue(f.OrganisationId, out var id) ? id : null,
            BidGate.CanBid(f, actor, now) is { IsOk: false } refused ? refused.Refusal : null)));
    }

    public async Task<Result<OwnBid>> One(Guid bidId, Actor actor, CancellationToken ct = default)
    {
        var bid = await db.Set<Bid>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == bidId, ct);
        if (bid is null || !Permissions.Allows(Deed.PrepareBid, actor, bid.OrganisationId)) return Refusal.NotFound;
        if (await BidGate.Find(db, bid.ChallengeId, bid.OrganisationId, ct) is not { } facts) return Refusal.NotFound;
        var challenge = await (
            from c in db.Set<Challenge>().AsNoTracking()
            join p in db.Set<Organisation>() on c.PublisherId equals p.Id
            where c.Id == bid.ChallengeId
            let isPublic = ChallengeLifecycle.Published.Contains(c.Status)
            select new { Title = isPublic ? c.Title : "", TitleEn = isPublic ? c.TitleEn : null, Publisher = p.Name, PublisherEn = p.NameEn, c.Mode, c.IsDemo }).FirstAsync(ct);
        var receipts = await db.Set<BidSeal>().AsNoTracking().Where(s => s.BidId == bidId && s.Version > 0).OrderByDescending(s => s.Version)
            .Select(s => new { s.Version, s.SealedAt, s.Sha256 }).ToListAsync(ct);
        return new OwnBid(bid.Id, bid.Status, bid.Version, bid.SubmittedAt, bid.DraftRevision, bid.DraftSavedAt, bid.IsDraftAhead, bid.WithdrawnAt,
            facts, challenge.Title, challenge.TitleEn, challenge.Publisher, challenge.PublisherEn, challenge.Mode, challenge.IsDemo,
            receipts.ConvertAll(r => new BidReceipt(bidId, facts.Code ?? "", facts.OrganisationName, r.Version, r.SealedAt, Convert.ToHexStringLower(r.Sha256))));
    }

    /// <summary>The sealed bytes of a version as they are stored, so that the bidder can compute the fingerprint elsewhere.</summary>
    public async Task<Result<byte[]>> SealedBytes(Guid bidId, int version, Actor actor, CancellationToken ct = default)
    {
        var own = OrganisationsOf(actor);
        var seal = await db.Set<BidSeal>().AsNoTracking()
            .Where(s => s.BidId == bidId && s.Version == version && s.Version > 0 && db.Set<Bid>().Any(b => b.Id == bidId && own.Contains(b.OrganisationId)))
            .FirstOrDefaultAsync(ct);
        return seal is null ? Refusal.NotFound : (byte[])[.. seal.Nonce, .. seal.Ciphertext, .. seal.Tag];
    }

    /// <summary>What a bid of the organisation for the challenge must answer.</summary>
    public Task<BidTerms> Terms(Guid challengeId, Guid lead, CancellationToken ct = default) => TermsOf(db, challengeId, lead, ct);

    /// <param name="lead">The bidder; null where bids of several are read.</param>
    internal static async Task<BidTerms> TermsOf(MarketplaceDb db, Guid challengeId, Guid? lead, CancellationToken ct)
    {
        var challenge = await (
            from c in db.Set<Challenge>().AsNoTracking()
            join p in db.Set<Organisation>() on c.PublisherId equals p.Id
            where c.Id == challengeId
            select new { c.Bounty, c.PeriodMonths, c.PublisherId, p.GroupId }).FirstAsync(ct);
        var indicators = await db.Set<Indicator>().AsNoTracking().Where(i => i.ChallengeId == challengeId).OrderBy(i => i.Position).ToListAsync(ct);
        var side = await db.GroupOf(challenge.PublisherId, challenge.GroupId).Select(o => new OrganisationNames(o.Name, o.NameEn, o.CreditCode)).ToListAsync(ct);
        var own = lead is null ? null : await db.Set<Organisation>().Where(o => o.Id == lead).Select(o => new OrganisationNames(o.Name, o.NameEn, o.CreditCode)).FirstAsync(ct);
        return new BidTerms(indicators, challenge.Bounty, challenge.PeriodMonths) { PublisherSide = side, Lead = own };
    }

    private IQueryable<OwnBidRow> Rows(IQueryable<Bid> bids, Actor actor)
    {
        var own = OrganisationsOf(actor);
        return
            from b in bids.AsNoTracking()
            join c in db.Set<Challenge>() on b.ChallengeId equals c.Id
            join p in db.Set<Organisation>() on c.PublisherId equals p.Id
            join o in db.Set<Organisation>() on b.OrganisationId equals o.Id
            let isPublic = ChallengeLifecycle.Published.Contains(c.Status)
            where own.Contains(b.OrganisationId)
            select new OwnBidRow
            {
                Id = b.Id, ChallengeId = c.Id, Code = c.Code, Title = isPublic ? c.Title : "", TitleEn = isPublic ? c.TitleEn : null,
                Publisher = p.Name, PublisherEn = p.NameEn, OrganisationId = o.Id, Organisation = o.Name, OrganisationEn = o.NameEn, Status = b.Status, ChallengeStatus = c.Status,
                DeadlineAt = c.DeadlineAt, Version = b.Version, StartedAt = b.StartedAt, SubmittedAt = b.SubmittedAt,
                DraftSavedAt = b.DraftSavedAt, IsDraftAhead = b.DraftRevision > b.SubmittedRevision, IsDemo = c.IsDemo,
            };
    }

    private static List<Guid> OrganisationsOf(Actor actor) =>
        [.. actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.PrepareBid, actor, o))];
}
