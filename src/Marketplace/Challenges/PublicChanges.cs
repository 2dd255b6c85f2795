using Marketplace.Data;
using Marketplace.Events;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>A change of a posted challenge that everybody is told, with its reason.</summary>
/// <param name="OldDeadlineAt">With an extension: the deadline before it.</param>
/// <param name="Cause">With a cancellation.</param>
public sealed record PublicChange(DateTimeOffset At, string? Reason, DateTimeOffset? OldDeadlineAt, DateTimeOffset? DeadlineAt, CancelCause? Cause);

/// <summary>Reads the public changes of a challenge from the event log.</summary>
internal static class PublicChanges
{
    private static readonly string[] Told = [DomainEvent.TypeOf(typeof(ChallengeExtended)), DomainEvent.TypeOf(typeof(ChallengeCancelled))];

    /// <summary>Newest first. Most challenges have none, which their own facts say without asking the log.</summary>
    public static async Task<IReadOnlyList<PublicChange>> Of(MarketplaceDb db, PublishedChallenge challenge, CancellationToken ct)
    {
        if (challenge.Facts.Extensions == 0 && challenge.Status != ChallengeStatus.Cancelled) return [];
        var rows = await db.Set<EventRow>().AsNoTracking()
            .Where(e => e.SubjectId == challenge.Id && e.SubjectKind == "challenge" && Told.Contains(e.Type))
            .OrderByDescending(e => e.Seq).ToListAsync(ct);
        return [.. rows.Select(Read)];
    }

    private static PublicChange Read(EventRow row) => EventJson.Read(row) switch
    {
        ChallengeExtended e => new(row.At, row.Reason, e.OldDeadlineAt, e.DeadlineAt, null),
        ChallengeCancelled e => new(row.At, row.Reason, null, null, e.Cause),
        _ => throw new InvalidOperationException($"{row.Type} is no public change."),
    };
}
