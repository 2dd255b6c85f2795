using System.Linq.Expressions;
using Marketplace.Data;
using Marketplace.Matching;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>An open challenge as the index takes it, with what its card says.</summary>
internal sealed record OpenChallenge(
    Guid Id, string? Code, Guid PublisherId, Guid? GroupId, string Title, string? TitleEn, Bounty Bounty, DateTimeOffset? DeadlineAt, MatchDocument Document)
{
    /// <summary>Who alone is looked at, as the index names them; null where everybody is.</summary>
    public IReadOnlySet<string>? Invited { get; init; }
}

/// <summary>
/// Turns open challenges into documents for matching. Only what everybody may read goes in: the confidential part, contacts
/// and attachments never do, since a match would tell of them.
/// </summary>
internal sealed class ChallengeDocuments(MarketplaceDb db)
{
    public Task<List<OpenChallenge>> All(CancellationToken ct) => Read(c => true, ct);

    /// <summary>Those among the given ones that are open.</summary>
    public Task<List<OpenChallenge>> Of(IReadOnlyCollection<Guid> ids, CancellationToken ct) => Read(c => ids.Contains(c.Id), ct);

    private async Task<List<OpenChallenge>> Read(Expression<Func<Challenge, bool>> which, CancellationToken ct)
    {
        var rows = await (
            from c in db.Set<Challenge>().AsNoTracking().Where(which)
            join o in db.Set<Organisation>() on c.PublisherId equals o.Id
            where c.Status == ChallengeStatus.Open
            select new Row
            {
                Id = c.Id, Code = c.Code, PublisherId = c.PublisherId, GroupId = o.GroupId, Title = c.Title, TitleEn = c.TitleEn,
                Summary = c.PublicSummary, SummaryEn = c.PublicSummaryEn, Background = c.Background, CurrentLevel = c.CurrentLevel, Target = c.Target,
                Deliverables = c.Deliverables, Requirements = c.BidderRequirements, Resources = c.Resources, Bounty = c.Bounty, DeadlineAt = c.DeadlineAt,
                Mode = c.Mode, InvitedIds = c.InvitedIds,
                Indicators = c.Indicators.OrderBy(i => i.Position).Select(i => i.Name + " " + i.Statement + " " + i.TestMethod).ToList(),
            }).ToListAsync(ct);
        return rows.ConvertAll(ToChallenge);
    }

    private static OpenChallenge ToChallenge(Row row) => new(row.Id, row.Code, row.PublisherId, row.GroupId, row.Title, row.TitleEn, row.Bounty, row.DeadlineAt,
        new MatchDocument(row.Id.ToString("D"),
        [
            new("title", Text(row.Title, row.TitleEn)),
            new("need", Text(row.Summary, row.SummaryEn, row.CurrentLevel, row.Target, row.Deliverables)),
            new("indicators", Text([.. row.Indicators])),
            new("scenario", Text(row.Background, row.Resources, row.Requirements)),
        ]))
        {
            Invited = row.Mode == AwardMode.Directed ? row.InvitedIds.Select(id => id.ToString("D")).ToHashSet(StringComparer.Ordinal) : null,
        };

    private static string Text(params IReadOnlyList<string?> pieces) => string.Join('\n', pieces.Where(p => !string.IsNullOrWhiteSpace(p)));

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string? Code { get; init; }
        public Guid PublisherId { get; init; }
        public Guid? GroupId { get; init; }
        public required string Title { get; init; }
        public string? TitleEn { get; init; }
        public string? Summary { get; init; }
        public string? SummaryEn { get; init; }
        public string? Background { get; init; }
        public string? CurrentLevel { get; init; }
        public string? Target { get; init; }
        public string? Deliverables { get; init; }
        public string? Requirements { get; init; }
        public string? Resources { get; init; }
        public required Bounty Bounty { get; init; }
        public DateTimeOffset? DeadlineAt { get; init; }
        public required List<string> Indicators { get; init; }
        public AwardMode Mode { get; init; }
        public required List<Guid> InvitedIds { get; init; }
    }
}
