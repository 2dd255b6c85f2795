namespace Marketplace.Payments;

public enum NoticeState { Waiting = 1, Handled, Ignored, Parked }

/// <summary>
/// A provider's event, kept by its own id so that a repetition changes nothing. Of its content only the object's id is kept: what
/// counts is the object as it stands when the notice is handled, and payers' data has no business here.
/// </summary>
public sealed class RailNotice
{
    /// <summary>Tries until an administrator must look; with the waits below some three days, as long as providers repeat theirs.</summary>
    public const int MostTries = 80;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public required string Rail { get; init; }
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required string ObjectId { get; init; }
    public string? Account { get; init; }

    /// <summary>By the provider's clock.</summary>
    public required DateTimeOffset HappenedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public NoticeState State { get; private set; } = NoticeState.Waiting;
    public int Tries { get; private set; }
    public required DateTimeOffset DueAt { get; set; }
    public string? LastError { get; private set; }

    internal Notice Plain => new(Id, Type, ObjectId, Account, HappenedAt);

    internal void Handle() => (State, LastError) = (NoticeState.Handled, null);

    internal void Ignore() => (State, LastError) = (NoticeState.Ignored, null);

    /// <summary>Its time has not come, or the provider could not be asked.</summary>
    internal void Postpone(string why, DateTimeOffset now)
    {
        Tries++;
        LastError = why.Length <= PaymentOpMap.MaxError ? why : why[..PaymentOpMap.MaxError];
        if (Tries >= MostTries) State = NoticeState.Parked;
        var wait = TimeSpan.FromSeconds(10) * Math.Pow(2, Math.Min(Tries - 1, 10));
        DueAt = now + (wait < LongestWait ? wait : LongestWait);
    }

    internal void TryAgain(DateTimeOffset now) => (State, DueAt) = (NoticeState.Waiting, now);
}
