using System.Diagnostics.Metrics;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Web.Live;

namespace Marketplace.Web.Operations;

/// <summary>Gauges of what stands now: open hub connections, and what waits in the outbox as of the last scrape.</summary>
public sealed class PlatformFigures : IDisposable
{
    private readonly Meter _meter = new(Figures.Meter);
    private readonly TimeProvider _clock;
    private IReadOnlyList<LaneState> _lanes = [];

    public PlatformFigures(LiveConnections connections, TimeProvider clock)
    {
        _clock = clock;
        _meter.CreateObservableGauge("marketplace.live.connections", () => connections.Count, "{connection}", "Open hub connections of this process");
        _meter.CreateObservableGauge("marketplace.outbox.waiting", () => Each(lane => lane.Waiting), "{delivery}", "Deliveries that are due or under way");
        _meter.CreateObservableGauge("marketplace.outbox.parked", () => Each(lane => lane.Parked), "{delivery}", "Deliveries given up after the last try");
        _meter.CreateObservableGauge("marketplace.outbox.lag", () => Each(Lag), "s", "Age of the oldest delivery that waits");
    }

    /// <summary>Events of sealed bids are left out, as everywhere: their number would tell that somebody bids.</summary>
    public async Task Refresh(DeliveryQueries deliveries, CancellationToken ct) => _lanes = await deliveries.Lanes(ct);

    private IEnumerable<Measurement<double>> Each(Func<LaneState, double> value) =>
        _lanes.Select(lane => new Measurement<double>(value(lane), new KeyValuePair<string, object?>("subscriber", lane.Subscriber)));

    private double Lag(LaneState lane) => lane.OldestAt is { } at ? Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds) : 0;

    public void Dispose() => _meter.Dispose();
}
