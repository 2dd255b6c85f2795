using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>Matches as each side may read them: an organisation its own, a publisher those of its challenges.</summary>
public sealed class MatchQueries(MarketplaceDb db)
{
    private static readonly Region[] Near = [Region.Pudong, Region.Shanghai, Region.YangtzeDelta];

    /// <summary>Open challenges found for the actor's organisations, nearest first. What is not for them comes only when asked for.</summary>
    public Task<List<FeedMatch>> Feed(Actor actor, MatchAnswer? answer, int most, CancellationToken ct = default) =>
        Read(actor, db.Set<Match>().Where(m => m.Answer == answer)).OrderByDescending(m => m.Fit).ThenBy(m => m.Id).Take(most).ToListAsync(ct);

    /// <summary>How many open challenges there are for each answer; the key 0 stands for those without one.</summary>
    public async Task<IReadOnlyDictionary<MatchAnswer, int>> Counts(Actor actor, CancellationToken ct = default)
    {
        var counts = await Read(actor, db.Set<Match>()).GroupBy(m => m.Answer).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.ToDictionary(c => c.Key ?? default, c => c.Count);
    }

    /// <summary>One match of the actor's organisations; null where there is none, whatever became of its challenge.</summary>
    public Task<FeedMatch?> One(Guid id, Actor actor, CancellationToken ct = default) =>
        Read(actor, db.Set<Match>().Where(m => m.Id == id)).FirstOrDefaultAsync(ct);

    /// <summary>The organisations found for a challenge, best first; nothing for those who may not see its publisher's side.</summary>
    public async Task<IReadOnlyList<FoundLab>> OfChallenge(Guid challengeId, Actor actor, int most, CancellationToken ct = default)
    {
        var publisher = await db.Set<Challenge>().Where(c => c.Id == challengeId).Select(c => (Guid?)c.PublisherId).FirstOrDefaultAsync(ct);
        if (publisher is not { } id || !Permissions.Allows(Deed.SeeUnpublishedChallenge, actor, id)) return [];
        return await (
            from m in db.Set<Match>().AsNoTracking()
            join o in db.Set<Organisation>() on m.OrganisationId equals o.Id
            where m.ChallengeId == challengeId && o.Verification == VerificationStatus.Verified
                // Who came upon it by itself and only keeps it for later has not shown itself to the publisher.
                && (m.EngineVersion > 0 || m.Answer == MatchAnswer.Interested)
            orderby m.Answer == MatchAnswer.Interested descending, m.Score descending, m.Id
            select new FoundLab
            {
                MatchId = m.Id, OrganisationId = o.Id, Name = o.Name, NameEn = o.NameEn, Kind = o.Kind, Region = o.Region, Tier = o.Tier, IsDemo = o.IsDemo, Score = m.Score,
                IsByHand = m.EngineVersion == 0, Reasons = m.Reasons, FoundAt = m.FoundAt,
                // That a challenge is not for them, or kept for later, is the organisation's own affair.
                InterestedAt = m.Answer == MatchAnswer.Interested ? m.AnsweredAt : null,
            }).Take(most).ToListAsync(ct);
    }

    private IQueryable<FeedMatch> Read(Actor actor, IQueryable<Match> matches)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).ToList();
        return
            from m in matches.AsNoTracking()
            join c in db.Set<Challenge>() on m.ChallengeId equals c.Id
            join p in db.Set<Organisation>() on c.PublisherId equals p.Id
            join o in db.Set<Organisation>() on m.OrganisationId equals o.Id
            where own.Contains(m.OrganisationId) && c.Status == ChallengeStatus.Open
            select new FeedMatch
            {
                Id = m.Id, ChallengeId = c.Id, Code = c.Code!, Title = c.Title, TitleEn = c.TitleEn, Summary = c.PublicSummary, SummaryEn = c.PublicSummaryEn,
                PublisherName = p.Name, PublisherNameEn = p.NameEn, Bounty = c.Bounty, DeadlineAt = c.DeadlineAt, IsDemo = c.IsDemo,
                OrganisationId = o.Id, OrganisationName = o.Name, OrganisationNameEn = o.NameEn, Tier = o.Tier,
                NearRegion = p.Region == o.Region && Near.Contains(o.Region) ? o.Region : null, IsByHand = m.EngineVersion == 0, Fit = m.Fit, Reasons = m.Reasons, FoundAt = m.FoundAt, Answer = m.Answer,
            };
    }
}

/// <summary>A match as the organisation reads it.</summary>
public sealed record FeedMatch
{
    public required Guid Id { get; init; }
    public required Guid ChallengeId { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public string? Summary { get; init; }
    public string? SummaryEn { get; init; }
    public required string PublisherName { get; init; }
    public string? PublisherNameEn { get; init; }
    public required Bounty Bounty { get; init; }
    public DateTimeOffset? DeadlineAt { get; init; }
    public bool IsDemo { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string OrganisationName { get; init; }
    public string? OrganisationNameEn { get; init; }
    public EnterpriseTier Tier { get; init; }

    /// <summary>The region of both sides, where it is one and small enough to meet in.</summary>
    public Region? NearRegion { get; init; }

    /// <summary>The organisation came upon the challenge by itself: fit and reasons say nothing.</summary>
    public bool IsByHand { get; init; }
    public double Fit { get; init; }

    /// <summary>JSON of <see cref="MatchReasons"/>.</summary>
    public required string Reasons { get; init; }
    public DateTimeOffset FoundAt { get; init; }
    public MatchAnswer? Answer { get; init; }

    public MatchReasons Why => MatchReasons.FromJson(Reasons);
}

/// <summary>An organisation found for a challenge, as the publisher reads it.</summary>
public sealed record FoundLab
{
    public required Guid MatchId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    public OrganisationKind Kind { get; init; }
    public Region Region { get; init; }
    public EnterpriseTier Tier { get; init; }
    public bool IsDemo { get; init; }

    /// <summary>It came upon the challenge by itself: score and reasons say nothing.</summary>
    public bool IsByHand { get; init; }
    public double Score { get; init; }

    /// <summary>JSON of <see cref="MatchReasons"/>.</summary>
    public required string Reasons { get; init; }
    public DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset? InterestedAt { get; init; }

    public MatchReasons Why => MatchReasons.FromJson(Reasons);
}
