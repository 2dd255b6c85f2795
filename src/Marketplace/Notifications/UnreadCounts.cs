using System.Collections.Concurrent;
using System.Text.Json;
using Marketplace.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications;

/// <summary>How many notifications each person has not read, in memory, because the frame of every page shows it.</summary>
public sealed class UnreadCounts(IServiceScopeFactory scopes) : IEventListener
{
    /// <summary>People whose count is kept; beyond it all are forgotten and asked for again.</summary>
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<Guid, int> _kept = new();
    private long _changes;

    public async ValueTask<int> Of(Guid personId, CancellationToken ct = default)
    {
        if (_kept.TryGetValue(personId, out var kept)) return kept;
        var before = Interlocked.Read(ref _changes);
        await using var scope = scopes.CreateAsyncScope();
        var unread = await scope.ServiceProvider.GetRequiredService<InboxQueries>().Unread(personId, ct);
        if (_kept.Count >= Most) _kept.Clear();
        // What changed while it was read is not kept: it may be the older count.
        if (Interlocked.Read(ref _changes) == before) _kept[personId] = unread;
        return unread;
    }

    public Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        foreach (var row in events.Where(e => e.Type == "inbox.changed"))
        {
            Interlocked.Increment(ref _changes);
            var changed = JsonSerializer.Deserialize<InboxChanged>(row.Json, EventJson.Options)!;
            foreach (var person in changed.PersonIds) _kept.TryRemove(person, out _);
        }

        return Task.CompletedTask;
    }
}
