using System.Text.Json;

namespace Marketplace.Events;

/// <summary>
/// One message of a live stream as it goes to a listener. It carries ids and small public data only, never the event's own JSON,
/// and no number of the whole log: a gap there would show that something unseen had happened.
/// </summary>
/// <param name="Number">1, 2, 3 … without gaps in its stream.</param>
public sealed record LiveMessage(string Stream, long Number, string Type, Subject Subject, DateTimeOffset At, JsonElement? Data);

/// <summary>A piece of a stream, oldest first.</summary>
/// <param name="More">There are further messages after the last one: ask again from its number.</param>
public sealed record StreamPiece(IReadOnlyList<LiveMessage> Messages, bool More);
