namespace Marketplace.Events;

/// <summary>Tells this process of a commit at once: wakes the outbox, and lets caches forget. Another node finds the rows by its own polling.</summary>
public sealed class EventSignal
{
    private Action<IReadOnlyList<Subject>>? _forget;
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Raise"/>. Take it before looking for work, so that none is missed.</summary>
    public Task Next => _next.Task;

    /// <summary>
    /// Called with what the events of a commit are about, before the use case answers: who changed something reads no older state
    /// afterwards. A handler only forgets; it is quick and never fails.
    /// </summary>
    public void OnCommit(Action<IReadOnlyList<Subject>> forget) => _forget += forget;

    public void Raise(IReadOnlyList<Subject> subjects)
    {
        _forget?.Invoke(subjects);
        Wake();
    }

    private void Wake() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
