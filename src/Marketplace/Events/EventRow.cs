namespace Marketplace.Events;

/// <summary>One line of the event log: the audit trail and the outbox at once. Never updated, never deleted.</summary>
public sealed class EventRow
{
    /// <summary>1, 2, 3 … without gaps, in the order of commit: only one transaction at a time appends.</summary>
    public long Seq { get; set; }
    public required string Type { get; set; }
    public required string SubjectKind { get; set; }
    public Guid SubjectId { get; set; }
    public string? SubjectCode { get; set; }
    public Guid? ActorId { get; set; }
    public required string ActorName { get; set; }
    public Guid? ActingForId { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Json { get; set; }

    /// <summary>SHA-256 over the line before and this one; see <see cref="EventChain"/>.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>One message of a live stream. Numbers of a stream have no gaps, so a listener knows when it missed one.</summary>
public sealed class StreamMessage
{
    public required string Stream { get; set; }
    public long Number { get; set; }
    public long EventSeq { get; set; }
    public string? Live { get; set; }
}

public enum DeliveryState { Due = 1, Leased, Done, Parked }

/// <summary>What one subscriber still has to do, or has done, about one event.</summary>
public sealed class EventDelivery
{
    public long EventSeq { get; set; }
    public required string Subscriber { get; set; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public string? Error { get; set; }
}
