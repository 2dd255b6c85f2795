using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Challenges.Matches;

/// <summary>
/// Both directions of matching in memory: organisations to be found for a challenge, open challenges to be found for an
/// organisation. Built from the database in the background after the start and kept in step by the event log; what an event
/// names is always read anew, so hearing it twice does no harm.
/// </summary>
public sealed partial class MatchBook(IServiceScopeFactory scopes, ILogger<MatchBook> log) : BackgroundService, IEventListener
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile bool _built;

    /// <summary>Verified organisations with a capability profile; each outcome is a text of its own.</summary>
    internal MatchIndex Labs { get; } = new(new MatchOptions { Unit = MatchUnit.Part, HubPenalty = true });

    /// <summary>Open challenges, each one text.</summary>
    internal MatchIndex Open { get; } = new(new MatchOptions { Unit = MatchUnit.Whole });

    /// <summary>Completes when both indexes hold what the database holds.</summary>
    public async Task Ready(CancellationToken ct)
    {
        if (_built) return;
        await _one.WaitAsync(ct);
        try
        {
            if (_built) return;
            await Build(ct);
            _built = true;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        var challenges = events.Where(e => e.SubjectKind == "challenge").Select(e => e.SubjectId).ToHashSet();
        var organisations = events.Where(e => e.SubjectKind == "organisation").Select(e => e.SubjectId).ToHashSet();
        if (challenges.Count + organisations.Count == 0) return;
        await _one.WaitAsync(ct);
        try
        {
            // Not built yet: the building reads everything, these changes included.
            if (_built) await ReadAnew(challenges, organisations, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    // A database that is away at the start must not end the program: whoever needs the indexes builds them then.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(async () =>
    {
        try
        {
            await Ready(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            CouldNotBuild(log, e);
        }
    }, stoppingToken);

    private async Task Build(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        Labs.Load((await new ProfileDocuments(db).All(ct)).Select(p => p.Document));
        Open.Load((await new ChallengeDocuments(db).All(ct)).Select(c => c.Document));
    }

    private async Task ReadAnew(HashSet<Guid> challenges, HashSet<Guid> organisations, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        if (organisations.Count > 0) Replace(Labs, organisations, (await new ProfileDocuments(db).Of(organisations, ct)).Select(p => p.Document));
        if (challenges.Count > 0) Replace(Open, challenges, (await new ChallengeDocuments(db).Of(challenges, ct)).Select(c => c.Document));
    }

    private static void Replace(MatchIndex index, HashSet<Guid> changed, IEnumerable<MatchDocument> present)
    {
        foreach (var document in present)
        {
            index.Upsert(document);
            changed.Remove(Guid.Parse(document.Id));
        }

        foreach (var gone in changed) index.Remove(gone.ToString("D"));
    }

    [LoggerMessage(LogLevel.Error, "The matching could not be built at the start; it is built when it is first needed")]
    private static partial void CouldNotBuild(ILogger log, Exception e);
}
