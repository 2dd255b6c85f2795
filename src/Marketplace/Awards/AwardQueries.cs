using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>A proposal or award with what was decided about each bid.</summary>
public sealed record AwardView(
    Guid Id, Guid ChallengeId, AwardStatus Status, string Reason, Guid ProposedById, string ProposedBy, DateTimeOffset ProposedAt,
    string? ConfirmedBy, DateTimeOffset? ConfirmedAt, string? RejectedBy, DateTimeOffset? RejectedAt, string? RejectReason,
    string? NoticeCode, DateOnly? NoticeFirstDay, DateOnly? NoticeLastDay, IReadOnlyList<AwardViewLine> Lines);

public sealed record AwardViewLine(
    Guid BidId, string Organisation, AwardOutcome Outcome, int? Rank, Money? Amount, string? Strengths, string? Shortfalls, string? Advice);

/// <summary>What a bidder is told about its own bid.</summary>
public sealed record BidFeedback(
    AwardOutcome Outcome, int? Rank, Money? Amount, bool IsFinal, string NoticeCode, string? Strengths, string? Shortfalls, string? Advice);

/// <summary>Awards for those who decide, and each bidder's own result.</summary>
public sealed class AwardQueries(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>All proposals of the challenge, newest first; for those who may see its opened bids.</summary>
    public async Task<Result<IReadOnlyList<AwardView>>> Of(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().Where(c => c.Id == challengeId).Select(c => new
        {
            c.Bounty.Currency,
            Facts = new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds),
        }).FirstOrDefaultAsync(ct);
        if (challenge is null) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, challenge.Facts, actor, clock.GetUtcNow()) is { IsOk: false } refused) return refused.Refusal;
        var awards = await db.Set<Award>().AsNoTracking().Include(a => a.Lines).Where(a => a.ChallengeId == challengeId).OrderByDescending(a => a.ProposedAt).ToListAsync(ct);
        var people = awards.SelectMany(a => new[] { a.ProposedById, a.ConfirmedById, a.RejectedById }).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var bidders = awards.SelectMany(a => a.Lines).Select(l => l.OrganisationId).Distinct().ToList();
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => bidders.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return awards.ConvertAll(a => View(a, names, organisations, challenge.Currency));
    }

    /// <summary>The bidder's own outcome and note, from the beginning of the notice; null before.</summary>
    public async Task<BidFeedback?> FeedbackFor(Guid bidId, Actor actor, CancellationToken ct = default)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.PrepareBid, actor, o)).ToList();
        var found = await (
            from l in db.Set<AwardLine>().AsNoTracking()
            join a in db.Set<Award>() on l.AwardId equals a.Id
            join c in db.Set<Challenge>() on a.ChallengeId equals c.Id
            where l.BidId == bidId && own.Contains(l.OrganisationId) && (a.Status == AwardStatus.OnNotice || a.Status == AwardStatus.Made)
            select new { Line = l, a.Status, a.NoticeCode, c.Bounty.Currency }).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var (line, currency) = (found.Line, found.Currency);
        return new BidFeedback(line.Outcome, line.Rank, ToMoney(line.AmountMinor, currency), found.Status == AwardStatus.Made, found.NoticeCode!,
            line.Strengths, line.Shortfalls, line.Advice);
    }

    private static AwardView View(Award award, Dictionary<Guid, string> people, Dictionary<Guid, string> organisations, Currency currency) => new(
        award.Id, award.ChallengeId, award.Status, award.Reason, award.ProposedById, people.GetValueOrDefault(award.ProposedById, ""), award.ProposedAt,
        NameOf(award.ConfirmedById, people), award.ConfirmedAt, NameOf(award.RejectedById, people), award.RejectedAt, award.RejectReason,
        award.NoticeCode, award.NoticeFirstDay, award.NoticeLastDay,
        [.. award.Lines.OrderBy(l => l.Outcome).ThenBy(l => l.Rank).Select(l => new AwardViewLine(
            l.BidId, organisations[l.OrganisationId], l.Outcome, l.Rank, ToMoney(l.AmountMinor, currency), l.Strengths, l.Shortfalls, l.Advice))]);

    private static string? NameOf(Guid? id, Dictionary<Guid, string> people) => id is { } given ? people.GetValueOrDefault(given) : null;

    private static Money? ToMoney(long? minor, Currency currency) => minor is { } given ? new Money(given, currency) : null;
}
