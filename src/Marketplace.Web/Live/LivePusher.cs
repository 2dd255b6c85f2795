using Marketplace.Events;
using Microsoft.AspNetCore.SignalR;

namespace Marketplace.Web.Live;

/// <summary>
/// Carries committed messages to the open pages: one send for each stream of a batch, so that a burst travels as few frames.
/// Pushing is a courtesy, the stored stream is the truth: a page that misses a number asks for it.
/// </summary>
public sealed partial class LivePusher(IHubContext<LiveHub, ILiveClient> hub, StreamQueries streams, EventTail tail, ILogger<LivePusher> log) : ISubscriber
{
    /// <summary>
    /// A page that does not read what it is sent must not hold up the others. After this long the pusher goes on; the transport
    /// closes such a connection by itself (<see cref="LiveModule.SendTimeout"/>).
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public int BatchSize => 200;

    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        // A page that hears of a change reads itself anew: what this process keeps in memory must know of the change by then.
        // And who lost the right to a stream by one of these events, or an earlier one, has left it before it is pushed.
        await tail.CatchUp(events[^1].Seq, ct);
        var messages = await streams.Of(events, ct);
        var sends = messages.GroupBy(m => m.Stream, StringComparer.Ordinal)
            .Select(stream => hub.Clients.Group(stream.Key).Received([.. stream]));
        await Finish(Task.WhenAll(sends), ct);
    }

    private async Task Finish(Task sends, CancellationToken ct)
    {
        try
        {
            await sends.WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            SlowListener(log);
        }
    }

    [LoggerMessage(LogLevel.Information, "A listener takes its messages slowly; the others do not wait for it")]
    private static partial void SlowListener(ILogger log);
}
