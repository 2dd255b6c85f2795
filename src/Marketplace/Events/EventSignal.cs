using System.Collections.Concurrent;

namespace Marketplace.Events;

/// <summary>Tells this process of a commit at once: wakes the outbox, and lets caches forget. Another node finds the rows by its own polling.</summary>
public sealed class EventSignal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _lanes = new(StringComparer.Ordinal);
    private Action<IReadOnlyList<Subject>>? _forget;
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Raise"/>. Take it before looking for work, so that none is missed.</summary>
    public Task Next => _next.Task;

    /// <summary>
    /// Completes at the next <see cref="Raise"/> that has something for this subscriber. Taken before looking, as <see cref="Next"/>.
    /// Measured reason: most events concern one or two of the lanes, and a look of all the others costs more than the delivery.
    /// </summary>
    public Task NextFor(string subscriber) => _lanes.GetOrAdd(subscriber, static _ => New()).Task;

    /// <summary>
    /// Called with what the events of a commit are about, before the use case answers: who changed something reads no older state
    /// afterwards. A handler only forgets; it is quick and never fails.
    /// </summary>
    public void OnCommit(Action<IReadOnlyList<Subject>> forget) => _forget += forget;

    /// <param name="subscribers">Those for whom the commit holds deliveries.</param>
    public void Raise(IReadOnlyList<Subject> subjects, IEnumerable<string> subscribers)
    {
        _forget?.Invoke(subjects);
        Interlocked.Exchange(ref _next, New()).TrySetResult();
        foreach (var subscriber in subscribers)
        {
            // Who has not asked yet looks before it waits.
            if (_lanes.TryRemove(subscriber, out var waiting)) waiting.TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
