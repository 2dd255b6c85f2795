using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Challenges.Views;

/// <summary>
/// Counts who opens public pages, in memory, and writes it down now and then: a page answered from the cache must not cost a write.
/// Each process writes what it counted. A crash loses half a minute of counts, and no event tells of them: they are no facts of the procedure.
/// </summary>
public sealed partial class ViewCounter(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ViewCounter> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private ConcurrentDictionary<string, int> _views = new(StringComparer.Ordinal);
    private ConcurrentDictionary<(string Code, Guid Organisation), bool> _seen = new();

    /// <param name="code">Of a challenge whose page was found.</param>
    /// <param name="organisations">For which the reader acts; none for visitors.</param>
    public void Opened(string code, IEnumerable<Guid> organisations)
    {
        _views.AddOrUpdate(code, 1, (_, count) => count + 1);
        foreach (var organisation in organisations) _seen.TryAdd((code, organisation), true);
    }

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task Write(CancellationToken ct = default)
    {
        var views = Interlocked.Exchange(ref _views, new(StringComparer.Ordinal));
        var seen = Interlocked.Exchange(ref _seen, new());
        if (views.IsEmpty) return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        List<string> codes = [.. views.Keys];
        var ids = await db.Set<Challenge>().Where(c => codes.Contains(c.Code!)).Select(c => new { c.Code, c.Id }).ToDictionaryAsync(c => c.Code!, c => c.Id, StringComparer.Ordinal, ct);
        using var turn = await db.TakeTurn(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await AddViews(db, views, ids, ct);
        await AddSeen(db, seen.Keys, ids, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWrite(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryWrite(stoppingToken);
    }

    private async Task TryWrite(CancellationToken ct)
    {
        try
        {
            await Write(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            CouldNotWrite(log, e);
        }
    }

    private async Task AddViews(MarketplaceDb db, IEnumerable<KeyValuePair<string, int>> views, Dictionary<string, Guid> ids, CancellationToken ct)
    {
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        foreach (var (code, count) in views)
        {
            if (!ids.TryGetValue(code, out var id)) continue;
            // Another process may have begun the day's row; adding to it in one statement loses nobody's count.
            if (await db.Set<ChallengeViews>().Where(v => v.ChallengeId == id && v.OnDay == today).ExecuteUpdateAsync(set => set.SetProperty(v => v.Count, v => v.Count + count), ct) == 0)
            {
                db.Add(new ChallengeViews { ChallengeId = id, OnDay = today, Count = count });
            }
        }
    }

    private async Task AddSeen(MarketplaceDb db, ICollection<(string Code, Guid Organisation)> seen, Dictionary<string, Guid> ids, CancellationToken ct)
    {
        List<Guid> challenges = [.. ids.Values];
        var known = (await db.Set<ChallengeSeen>().Where(s => challenges.Contains(s.ChallengeId)).Select(s => new { s.ChallengeId, s.OrganisationId }).ToListAsync(ct))
            .Select(s => (s.ChallengeId, s.OrganisationId)).ToHashSet();
        foreach (var (code, organisation) in seen)
        {
            if (ids.TryGetValue(code, out var id) && known.Add((id, organisation))) db.Add(new ChallengeSeen { ChallengeId = id, OrganisationId = organisation, FirstAt = clock.GetUtcNow() });
        }
    }

    [LoggerMessage(LogLevel.Warning, "Counts of opened pages could not be written; they are lost")]
    private static partial void CouldNotWrite(ILogger log, Exception e);
}
