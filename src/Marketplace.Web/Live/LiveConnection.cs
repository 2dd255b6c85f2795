using Marketplace.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Marketplace.Web.Live;

/// <summary>One open connection: whose it is, what it hears, and how much it may still ask.</summary>
public sealed class LiveConnection(HubCallerContext context, BegunSession? session, TimeProvider clock)
{
    /// <summary>A page hears three or four streams; a list of open challenges may hear each of its rows.</summary>
    public const int MaxStreams = 30;

    /// <summary>Calls at once, and calls a second after that. A page that comes back after a break asks once for each stream.</summary>
    private const double Burst = 60, ASecond = 5;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private double _calls = Burst;
    private long _countedAt = clock.GetTimestamp();

    public string Id => context.ConnectionId;

    /// <summary>The session that opened it; null for visitors.</summary>
    public BegunSession? Session => session;
    public Guid? PersonId => session?.PersonId;

    public IReadOnlyList<string> Streams
    {
        get
        {
            lock (_lock) return [.. _streams];
        }
    }

    /// <summary>False where the connection hears as many streams as it may.</summary>
    public bool TryHear(string stream)
    {
        lock (_lock) return _streams.Contains(stream) || (_streams.Count < MaxStreams && _streams.Add(stream));
    }

    /// <summary>False where it was not heard.</summary>
    public bool StopHearing(string stream)
    {
        lock (_lock) return _streams.Remove(stream);
    }

    /// <summary>Counts one call; false where they come too fast.</summary>
    public bool TryCall()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _calls = Math.Min(Burst, _calls + clock.GetElapsedTime(_countedAt, now).TotalSeconds * ASecond);
            _countedAt = now;
            if (_calls < 1) return false;
            _calls--;
            return true;
        }
    }

    public void Abort() => context.Abort();
}
