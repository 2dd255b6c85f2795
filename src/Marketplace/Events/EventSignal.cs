namespace Marketplace.Events;

/// <summary>Wakes the outbox of this process at once after a commit. Another node finds the rows by its own polling.</summary>
public sealed class EventSignal
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Raise"/>. Take it before looking for work, so that none is missed.</summary>
    public Task Next => _next.Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
