using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>How far the opening of a challenge's bids is. Before the opening it tells nothing about bids, not even whether there are any.</summary>
public sealed record OpeningState(
    ChallengeFacts Facts, string? Code, string Title, string? TitleEn, string Publisher, string? PublisherEn, string? AskedBy, Guid? AskedById, DateTimeOffset? AskedAt, string? OpenedBy,
    int? OpenedCount, int? BrokenCount);

/// <summary>An opened bid with its content.</summary>
public sealed record OpenedBidRow(
    Guid Id, Guid OrganisationId, string Organisation, string? OrganisationEn, OrganisationKind Kind, Region Region, EnterpriseTier Tier, string? CreditCode, BidStatus Status, int Version,
    DateTimeOffset SubmittedAt, string Sha256, Money Requested, BidContent Content);

public sealed record BidCounts(int Opened, int Awarded);

/// <summary>All opened bids of a challenge, side by side.</summary>
public sealed record OpenedBids(
    Guid ChallengeId, string? Code, string Title, string? TitleEn, ChallengeFacts Facts, AwardMode Mode, int MaxWinners, BidTerms Terms, IReadOnlyList<OpenedBidRow> Bids,
    IReadOnlyList<string> BrokenBids);

/// <summary>Opened bids, for those who may see them: the publisher and the officers, once two officers have opened.</summary>
public sealed class OpenedBidQueries(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>Challenges past their deadline whose bids wait for the two officers, oldest first.</summary>
    public async Task<List<OpeningState>> Waiting(Actor actor, CancellationToken ct = default)
    {
        if (!Permissions.Allows(Deed.OpenBids, actor)) return [];
        var waiting = db.Set<Challenge>().Where(c => c.Status == ChallengeStatus.Evaluating && c.BidsOpenedAt == null).OrderBy(c => c.DeadlineAt).Take(100);
        return [.. (await States(waiting).ToListAsync(ct)).OrderBy(s => s.Facts.DeadlineAt)];
    }

    public async Task<Result<OpeningState>> Opening(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        if (!Permissions.Allows(Deed.OpenBids, actor) && !Permissions.Allows(Deed.ReadEventLog, actor)) return Refusal.NotFound;
        var state = await States(db.Set<Challenge>().Where(c => c.Id == challengeId && ChallengeLifecycle.Published.Contains(c.Status))).FirstOrDefaultAsync(ct);
        if (state is null) return Refusal.NotFound;
        if (state.Facts.BidsOpenedAt is null) return state;
        return state with
        {
            OpenedCount = await db.Set<OpenedBid>().CountAsync(o => o.ChallengeId == challengeId, ct),
            BrokenCount = await db.Set<Bid>().CountAsync(b => b.ChallengeId == challengeId && b.Status == BidStatus.FormRejected, ct),
        };
    }

    public async Task<Result<OpenedBids>> All(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().Where(c => c.Id == challengeId).Select(c => new
        {
            c.Code, c.Title, c.TitleEn, c.Mode, c.MaxWinners,
            Facts = new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds),
        }).FirstOrDefaultAsync(ct);
        if (challenge is null) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, challenge.Facts, actor, clock.GetUtcNow()) is { IsOk: false } refused) return refused.Refusal;
        var terms = await BidQueries.TermsOf(db, challengeId, null, ct);
        return new OpenedBids(challengeId, challenge.Code, challenge.Title, challenge.TitleEn, challenge.Facts, challenge.Mode, challenge.MaxWinners, terms,
            await Rows(challengeId, terms.Bounty.Currency, ct), await Broken(challengeId, ct));
    }

    /// <summary>How many bids were opened and how many won; null before the opening, when not even their number is known to anybody.</summary>
    public async Task<BidCounts?> Counts(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        if (await db.FindFacts(challengeId, ct) is not { BidsOpenedAt: not null } facts) return null;
        if (!ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, facts, actor, clock.GetUtcNow()).IsOk) return null;
        return new(
            await db.Set<OpenedBid>().CountAsync(o => o.ChallengeId == challengeId, ct),
            await db.Set<Bid>().CountAsync(b => b.ChallengeId == challengeId && (b.Status == BidStatus.Awarded || b.Status == BidStatus.Contracted), ct));
    }

    private async Task<List<OpenedBidRow>> Rows(Guid challengeId, Currency currency, CancellationToken ct)
    {
        var rows = await (
            from x in db.Set<OpenedBid>().AsNoTracking()
            join b in db.Set<Bid>() on x.BidId equals b.Id
            join o in db.Set<Organisation>() on b.OrganisationId equals o.Id
            where x.ChallengeId == challengeId
            orderby b.SubmittedAt, b.Id
            select new { b.Id, OrganisationId = o.Id, o.Name, o.NameEn, o.Kind, o.Region, o.Tier, o.CreditCode, b.Status, x.Version, b.SubmittedAt, b.Sha256, x.RequestedMinor, x.Json })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new OpenedBidRow(r.Id, r.OrganisationId, r.Name, r.NameEn, r.Kind, r.Region, r.Tier, r.CreditCode, r.Status, r.Version, r.SubmittedAt!.Value,
            Convert.ToHexStringLower(r.Sha256!), new Money(r.RequestedMinor, currency), BidJson.Read(r.Json)));
    }

    private Task<List<string>> Broken(Guid challengeId, CancellationToken ct) => (
        from b in db.Set<Bid>().AsNoTracking()
        join o in db.Set<Organisation>() on b.OrganisationId equals o.Id
        where b.ChallengeId == challengeId && b.Status == BidStatus.FormRejected
        orderby o.Name
        select o.Name).ToListAsync(ct);

    private static readonly string Opened = DomainEvent.TypeOf(typeof(BidsOpened));

    private IQueryable<OpeningState> States(IQueryable<Challenge> challenges) =>
        from c in challenges.AsNoTracking()
        join p in db.Set<Organisation>() on c.PublisherId equals p.Id
        select new OpeningState(
            new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds),
            c.Code, c.Title, c.TitleEn, p.Name, p.NameEn,
            db.Set<Accounts.Person>().Where(x => x.Id == c.OpeningAskedById).Select(x => x.DisplayName).FirstOrDefault(),
            c.OpeningAskedById, c.OpeningAskedAt,
            c.BidsOpenedAt == null ? null : db.Set<EventRow>().Where(e => e.SubjectId == c.Id && e.Type == Opened).OrderByDescending(e => e.Seq).Select(e => e.ActorName).FirstOrDefault(),
            null, null);
}
