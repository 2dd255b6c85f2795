using System.Linq.Expressions;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Challenges.Hall;

/// <summary>
/// All published challenges in memory, newest first, for the hall and its facets. Measured reason: counting eight facets over
/// 100,000 rows in the database costs far more than the page; here it is one pass. It is built at the first question and follows
/// the event log; an entry is always read anew from the database, so hearing an event twice does no harm.
/// </summary>
public sealed class HallBook(IServiceScopeFactory scopes, TimeProvider clock) : IEventListener
{
    /// <summary>Characters of the summary that the hall shows.</summary>
    private const int SummaryLength = 180;
    private readonly SemaphoreSlim _building = new(1, 1);
    private volatile HallSnapshot? _snapshot;
    private volatile HallWords? _words;

    public async ValueTask<HallSnapshot> Snapshot(CancellationToken ct = default)
    {
        if (_snapshot is { } ready) return ready;
        await _building.WaitAsync(ct);
        try
        {
            return _snapshot ??= await Build(ct);
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>The text index, built at the first search.</summary>
    public async ValueTask<HallWords> Words(CancellationToken ct = default)
    {
        if (_words is { } ready) return ready;
        await _building.WaitAsync(ct);
        try
        {
            if (_words is { } built) return built;
            var words = new HallWords();
            words.Load(await Texts(c => true, ct));
            return _words = words;
        }
        finally
        {
            _building.Release();
        }
    }

    public async Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        var challenges = events.Where(e => e.SubjectKind == "challenge").Select(e => e.SubjectId).ToHashSet();
        var organisations = events.Where(e => e.SubjectKind == "organisation").Select(e => e.SubjectId).ToHashSet();
        if (challenges.Count + organisations.Count == 0) return;
        await _building.WaitAsync(ct);
        try
        {
            // What is not built yet reads everything at the first question, these changes included.
            Expression<Func<Challenge, bool>> changed = c => challenges.Contains(c.Id) || organisations.Contains(c.PublisherId);
            if (_words is { } words) words.Replace(await Texts(changed, ct), gone: challenges);
            if (_snapshot is { } now) _snapshot = now.With(await Read(changed, ct), gone: challenges, clock);
        }
        finally
        {
            _building.Release();
        }
    }

    private async Task<HallSnapshot> Build(CancellationToken ct) => new(await Read(c => true, ct), clock);

    private async Task<List<HallEntry>> Read(Expression<Func<Challenge, bool>> which, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var moves = DeadlineMoves.Of(db);
        return await (
            from c in Published(db).Where(which)
            join o in db.Set<Organisation>() on c.PublisherId equals o.Id
            select new HallEntry(
                c.Id, c.Code!, c.Title, c.TitleEn,
                c.PublicSummary == null ? null : c.PublicSummary.Substring(0, SummaryLength),
                c.PublicSummaryEn == null ? null : c.PublicSummaryEn.Substring(0, 2 * SummaryLength),
                c.Kind, c.Mode, c.Leading, c.HardCore, c.Bounty, c.Status, c.PostedAt!.Value, c.DeadlineAt,
                o.Id, o.Name, o.NameEn, o.Region, c.IsDemo, c.SourceYear, c.SourcePublisher,
                c.CancelledAt ?? c.TerminatedAt ?? c.SettledAt ?? c.WorkStartedAt ?? c.AwardedAt ?? c.AwardProposedAt ?? c.ClosedAt
                    ?? (c.Extensions > 0 ? moves.Where(e => e.SubjectId == c.Id).Max(e => (DateTimeOffset?)e.At) : null)
                    ?? c.PostedAt!.Value)).ToListAsync(ct);
    }

    private async Task<List<HallText>> Texts(Expression<Func<Challenge, bool>> which, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var moves = DeadlineMoves.Of(db);
        return await (
            from c in Published(db).Where(which)
            join o in db.Set<Organisation>() on c.PublisherId equals o.Id
            select new HallText(c.Id, c.Code!, c.Title, c.TitleEn, c.PublicSummary, c.PublicSummaryEn, o.Name, o.NameEn, c.SourcePublisher)).ToListAsync(ct);
    }

    private static IQueryable<Challenge> Published(MarketplaceDb db) => db.Set<Challenge>().AsNoTracking()
        .Where(c => c.Code != null && c.PostedAt != null && ChallengeLifecycle.Published.Contains(c.Status));
}
