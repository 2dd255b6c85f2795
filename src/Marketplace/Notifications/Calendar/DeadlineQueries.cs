using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications.Calendar;

/// <summary>A deadline for a calendar.</summary>
/// <param name="Version">Grows with every change of the challenge: the calendar's sequence number.</param>
public sealed record DeadlineEntry(
    Guid ChallengeId, string Code, string Title, string? TitleEn, DateTimeOffset At, bool Cancelled, long Version, DateTimeOffset ChangedAt);

/// <summary>Deadlines of published challenges: one by its code for everybody, and those that somebody follows.</summary>
public sealed class DeadlineQueries(MarketplaceDb db)
{
    /// <summary>A calendar of old deadlines helps nobody.</summary>
    private static readonly TimeSpan KeepPast = TimeSpan.FromDays(90);

    private const int Most = 500;

    /// <summary>Null where there is no such published challenge.</summary>
    public Task<DeadlineEntry?> Of(string code, CancellationToken ct = default) =>
        Entries(db.Set<Challenge>().Where(c => c.Code == code)).FirstOrDefaultAsync(ct);

    /// <summary>Of challenges that the actor's organisations publish, bid for, are interested in or keep.</summary>
    public Task<List<DeadlineEntry>> Of(Actor actor, DateTimeOffset now, CancellationToken ct = default)
    {
        var publishers = actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.DraftChallenge, actor, o)).ToList();
        var bidders = actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.PrepareBid, actor, o)).ToList();
        var from = now - KeepPast;
        return Entries(db.Set<Challenge>().Where(c => c.DeadlineAt > from && (publishers.Contains(c.PublisherId)
            || db.Set<Match>().Any(m => m.ChallengeId == c.Id && bidders.Contains(m.OrganisationId) && (m.Answer == MatchAnswer.Interested || m.Answer == MatchAnswer.Saved))
            || db.Set<Bid>().Any(b => b.ChallengeId == c.Id && bidders.Contains(b.OrganisationId) && b.Status != BidStatus.Withdrawn)))
            .OrderBy(c => c.DeadlineAt)).Take(Most).ToListAsync(ct);
    }

    private IQueryable<DeadlineEntry> Entries(IQueryable<Challenge> challenges)
    {
        var moves = DeadlineMoves.Of(db);
        return challenges.AsNoTracking().Where(c => c.Code != null && c.DeadlineAt != null && ChallengeLifecycle.Published.Contains(c.Status)).Select(c => new DeadlineEntry(
            c.Id, c.Code!, c.Title, c.TitleEn, c.DeadlineAt!.Value, c.Status == ChallengeStatus.Cancelled, c.Version, c.CancelledAt
                ?? (c.Extensions > 0 ? moves.Where(e => e.SubjectId == c.Id).Max(e => (DateTimeOffset?)e.At) : null)
                ?? c.PostedAt ?? c.CreatedAt));
    }
}
