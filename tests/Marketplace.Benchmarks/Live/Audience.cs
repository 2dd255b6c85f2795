using System.Diagnostics;

namespace Marketplace.Benchmarks.Live;

/// <summary>Many viewers, and when each message came to each of them.</summary>
public sealed class Audience : IDisposable
{
    /// <summary>Joins under way at once.</summary>
    private const int AtOnce = 20;

    private readonly List<Viewer> _viewers = [];
    private readonly List<List<(long Number, long At)>> _heard = [];
    private readonly Timer _pings;

    public Audience() => _pings = new Timer(_ => Ping(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    public async Task Join(Uri site, IEnumerable<ViewerSeat> seats)
    {
        foreach (var some in seats.Chunk(AtOnce))
        {
            var joined = await Task.WhenAll(some.Select(seat =>
            {
                var heard = new List<(long, long)>(1200);
                _heard.Add(heard);
                return Viewer.Join(site, seat.Stream, (number, at) =>
                {
                    lock (heard) heard.Add((number, at));
                }, seat.Session);
            }));
            lock (_viewers) _viewers.AddRange(joined);
        }
    }

    public int Count => _heard.Sum(Length);

    public void Forget()
    {
        foreach (var heard in _heard) lock (heard) heard.Clear();
    }

    /// <summary>Waits until nothing more comes: this many messages, or two seconds of silence.</summary>
    public async Task Settle(int expected)
    {
        var (last, since) = (-1, Stopwatch.GetTimestamp());
        while (Count < expected && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(2))
        {
            if (Count != last) (last, since) = (Count, Stopwatch.GetTimestamp());
            await Task.Delay(50);
        }
    }

    /// <summary>What each viewer heard, in the order in which it came.</summary>
    public IEnumerable<IReadOnlyList<(long Number, long At)>> Heard => _heard;

    public void Dispose()
    {
        _pings.Dispose();
        lock (_viewers)
        {
            foreach (var viewer in _viewers) viewer.Dispose();
        }
    }

    private void Ping()
    {
        lock (_viewers)
        {
            foreach (var viewer in _viewers) _ = viewer.Ping();
        }
    }

    private static int Length(List<(long, long)> heard)
    {
        lock (heard) return heard.Count;
    }
}
