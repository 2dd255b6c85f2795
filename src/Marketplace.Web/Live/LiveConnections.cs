using System.Collections.Concurrent;
using Marketplace.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Marketplace.Web.Live;

/// <summary>The open connections of this process. Other nodes keep their own: each watches over what it holds.</summary>
public sealed class LiveConnections(TimeProvider clock)
{
    /// <summary>More tabs than anybody keeps open; beyond it the page works without live updates.</summary>
    public const int MaxPerPerson = 40;

    private readonly ConcurrentDictionary<string, LiveConnection> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<LiveConnection>> _byPerson = [];
    private readonly Lock _lock = new();

    public int Count => _all.Count;

    /// <summary>Null where this person has as many connections as one may have.</summary>
    public LiveConnection? TryAdd(HubCallerContext context, BegunSession? session)
    {
        var connection = new LiveConnection(context, session, clock);
        if (connection.PersonId is { } id && !TryAdd(id, connection)) return null;
        _all[connection.Id] = connection;
        return connection;
    }

    public void Remove(string connectionId)
    {
        if (!_all.TryRemove(connectionId, out var connection) || connection.PersonId is not { } id) return;
        lock (_lock)
        {
            if (_byPerson.TryGetValue(id, out var own) && own.Remove(connection) && own.Count == 0) _byPerson.Remove(id);
        }
    }

    public LiveConnection? Find(string connectionId) => _all.GetValueOrDefault(connectionId);

    public IReadOnlyList<LiveConnection> Of(Guid personId)
    {
        lock (_lock) return _byPerson.TryGetValue(personId, out var own) ? [.. own] : [];
    }

    public IReadOnlyList<LiveConnection> Hearing(string stream) => [.. _all.Values.Where(c => c.Streams.Contains(stream, StringComparer.Ordinal))];

    private bool TryAdd(Guid personId, LiveConnection connection)
    {
        lock (_lock)
        {
            if (!_byPerson.TryGetValue(personId, out var own)) _byPerson[personId] = own = new(1);
            if (own.Count >= MaxPerPerson) return false;
            own.Add(connection);
            return true;
        }
    }
}
