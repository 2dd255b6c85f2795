using Marketplace.Data;
using Marketplace.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Accounts;

/// <summary>
/// Sessions that were signed out, in memory because every request asks. The event log is where they are kept: it is read once, as far
/// back as a session lasts, and then followed.
/// </summary>
public sealed class EndedSessions(IServiceScopeFactory scopes, TimeProvider clock) : IEventListener
{
    private static readonly string SignedOut = DomainEvent.TypeOf(typeof(PersonSignedOut));

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Dictionary<Guid, DateTimeOffset>? _ended;

    public async ValueTask<bool> Has(Guid sessionId, CancellationToken ct) => (_ended ?? await Read(ct)).ContainsKey(sessionId);

    public Task Add(Guid sessionId, DateTimeOffset at, CancellationToken ct) => Add([KeyValuePair.Create(sessionId, at)], ct);

    public Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct) => Add([.. events.Where(e => e.Type == SignedOut).Select(Session)], ct);

    // Readers hold the old dictionary meanwhile: it is replaced and never changed.
    private async Task Add(List<KeyValuePair<Guid, DateTimeOffset>> ended, CancellationToken ct)
    {
        if (ended.Count == 0) return;
        await _one.WaitAsync(ct);
        try
        {
            // What was not read yet is read at the first question, these included.
            if (_ended is not { } known) return;
            var from = clock.GetUtcNow() - BegunSession.Longest;
            var all = known.Where(e => e.Value > from).ToDictionary();
            foreach (var (session, at) in ended) all[session] = at;
            _ended = all;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Dictionary<Guid, DateTimeOffset>> Read(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_ended is { } known) return known;
            var from = clock.GetUtcNow() - BegunSession.Longest;
            await using var scope = scopes.CreateAsyncScope();
            var rows = await scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Set<EventRow>().AsNoTracking()
                .Where(e => e.Type == SignedOut && e.At > from).ToListAsync(ct);
            return _ended = rows.Select(Session).DistinctBy(e => e.Key).ToDictionary();
        }
        finally
        {
            _one.Release();
        }
    }

    private static KeyValuePair<Guid, DateTimeOffset> Session(EventRow row) => KeyValuePair.Create(((PersonSignedOut)EventJson.Read(row)).SessionId, row.At);
}
