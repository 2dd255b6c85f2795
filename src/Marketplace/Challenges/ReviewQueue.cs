using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>The officers' lists of challenges: what waits, since when, and how many there are of each status.</summary>
public sealed class ReviewQueue(MarketplaceDb db)
{
    public const int PageSize = 50;

    public static bool MayRead(Actor actor) => Permissions.Allows(Deed.SeeUnpublishedChallenge, actor);

    /// <summary>Challenges by status, drafts left out; empty for those who may not see the queue.</summary>
    public async Task<IReadOnlyDictionary<ChallengeStatus, int>> Counts(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return new Dictionary<ChallengeStatus, int>();
        return await db.Set<Challenge>().Where(c => c.Status != ChallengeStatus.Draft).GroupBy(c => c.Status)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>One page of a status. What waits for an officer comes oldest first, all else newest first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<IReadOnlyList<QueuedChallenge>> Page(ChallengeStatus status, int page, Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor) || status == ChallengeStatus.Draft) return [];
        var rows = Rows(status);
        rows = status switch
        {
            ChallengeStatus.Submitted => rows.OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id),
            ChallengeStatus.Approved => rows.OrderBy(r => r.ReviewedAt).ThenBy(r => r.Id),
            _ => rows.OrderByDescending(r => r.SubmittedAt).ThenByDescending(r => r.Id),
        };
        return await rows.Skip((Math.Clamp(page, 1, 10_000) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
    }

    private IQueryable<QueuedChallenge> Rows(ChallengeStatus status) =>
        from c in db.Set<Challenge>().AsNoTracking()
        join o in db.Set<Organisation>() on c.PublisherId equals o.Id
        where c.Status == status
        select new QueuedChallenge
        {
            Id = c.Id,
            Code = c.Code,
            Title = c.Title,
            TitleEn = c.TitleEn,
            Status = c.Status,
            Kind = c.Kind,
            PublisherName = o.Name,
            PublisherNameEn = o.NameEn,
            SubmittedAt = c.SubmittedAt,
            ReviewedAt = c.ReviewedAt,
            ReviewedById = c.ReviewedById,
            DeadlineAt = c.DeadlineAt,
            IsDemo = c.IsDemo,
        };
}

/// <summary>A line of the officers' queue.</summary>
public sealed record QueuedChallenge
{
    public required Guid Id { get; init; }
    public string? Code { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required ChallengeStatus Status { get; init; }
    public required ChallengeKind Kind { get; init; }
    public required string PublisherName { get; init; }
    public string? PublisherNameEn { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateTimeOffset? ReviewedAt { get; init; }
    public Guid? ReviewedById { get; init; }
    public DateTimeOffset? DeadlineAt { get; init; }
    public bool IsDemo { get; init; }

    /// <summary>Since when an officer is awaited.</summary>
    public DateTimeOffset? WaitingSince => Status == ChallengeStatus.Approved ? ReviewedAt : SubmittedAt;
}
