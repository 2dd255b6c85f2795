using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Marketplace.Kernel;

/// <summary>
/// What the platform counts about itself, for whoever runs it. No figure has a person, an organisation or a challenge on it, and bids are
/// not counted apart: before they are opened their number is sealed.
/// </summary>
public static class Figures
{
    /// <summary>The name by which exporters find the figures.</summary>
    public const string Meter = "Marketplace";

    private static readonly Meter Source = new(Meter);

    private static readonly Histogram<double> Writes = Source.CreateHistogram<double>("marketplace.writes.duration", "s", "Use cases that write, from the wait for their turn to the commit");
    private static readonly Histogram<double> Jobs = Source.CreateHistogram<double>("marketplace.jobs.duration", "s", "Runs of recurring jobs");
    private static readonly Counter<long> Failures = Source.CreateCounter<long>("marketplace.outbox.failures", "{delivery}", "Deliveries of events that failed once more");

    /// <param name="outcome"><c>saved</c>, <c>refused</c>, <c>stale</c>, <c>repeated</c> or <c>failed</c>.</param>
    /// <param name="begun">From <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static void Write(string outcome, long begun) => Writes.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));

    /// <param name="outcome"><c>done</c> or <c>failed</c>.</param>
    public static void Job(string job, string outcome, long begun) =>
        Jobs.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new("job", job), new("outcome", outcome));

    public static void DeliveryFailed(string subscriber) => Failures.Add(1, new KeyValuePair<string, object?>("subscriber", subscriber));
}
