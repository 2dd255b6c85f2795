using System.Diagnostics;
using System.Text.Json;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Data;

/// <summary>What a use case holds while it writes: the database, the instant of the decision, and the events so far.</summary>
public sealed class Writing(MarketplaceDb db, DateTimeOffset now)
{
    internal List<(DomainEvent Event, Actor Actor, string? Reason)> Recorded { get; } = [];

    public MarketplaceDb Db { get; } = db;

    /// <summary>Read once, after the write lock was taken: what is decided at a deadline is decided by this instant.</summary>
    public DateTimeOffset Now { get; } = now;

    public void Record(DomainEvent @event, Actor actor, string? reason = null) => Recorded.Add((@event, actor, reason));
}

/// <summary>
/// Runs a use case as one transaction: state rows, event rows, stream messages and deliveries are saved together or not at all.
/// A refusal rolls back. One transaction at a time appends events, on every database.
/// </summary>
public sealed class Writer(MarketplaceDb db, TimeProvider clock, SubscriberCatalogue subscribers, EventSignal signal, CallOnce once)
{
    public async Task<Result<T>> Write<T>(Func<Writing, Task<Result<T>>> work, CancellationToken ct = default)
    {
        var begun = Stopwatch.GetTimestamp();
        using var turn = await db.TakeTurn(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockWriter(ct);
        var writing = new Writing(db, clock.GetUtcNow());
        try
        {
            if (await once.Earlier<T>(db, ct) is { } earlier) return await Abandon(earlier, "repeated");
            var result = await work(writing);
            if (!result.IsOk) return await Abandon(result, "refused");
            once.Keep(db, result.Value, writing.Now);
            await db.SaveChangesAsync(ct);
            var told = await Append(writing, ct);
            await transaction.CommitAsync(CancellationToken.None);
            if (writing.Recorded.Count > 0) signal.Raise(writing.Recorded.ConvertAll(r => r.Event.Subject), told);
            Figures.Write("saved", begun);
            return result;
        }
        catch (DbUpdateConcurrencyException)
        {
            return await Abandon<T>(Refusal.Stale, "stale");
        }
        catch
        {
            db.ChangeTracker.Clear();
            Figures.Write("failed", begun);
            throw;
        }

        async Task<Result<TAnswer>> Abandon<TAnswer>(Result<TAnswer> refusal, string outcome)
        {
            Figures.Write(outcome, begun);
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            return refusal;
        }
    }

    /// <returns>The subscribers that have something to deliver.</returns>
    private async Task<IReadOnlySet<string>> Append(Writing writing, CancellationToken ct)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        if (writing.Recorded.Count == 0) return told;
        var last = await db.Set<EventRow>().AsNoTracking().OrderByDescending(e => e.Seq)
            .Select(e => new { e.Seq, e.Hash }).FirstOrDefaultAsync(ct);
        var (seq, hash) = (last?.Seq ?? 0, last?.Hash ?? EventChain.Start);
        var numbers = await LastNumbers(writing, ct);
        var rows = new List<object>();
        foreach (var (@event, actor, reason) in writing.Recorded)
        {
            var row = ToRow(++seq, @event, actor, reason, writing.Now);
            row.Hash = hash = EventChain.Next(hash, row);
            rows.Add(row);
            rows.AddRange(Messages(row.Seq, @event, numbers));
            rows.AddRange(Deliveries(row, told));
        }

        await RowInsert.Insert(db, rows, ct);
        return told;
    }

    private Task<Dictionary<string, long>> LastNumbers(Writing writing, CancellationToken ct) =>
        StreamQueries.LastNumbers(db, [.. writing.Recorded.SelectMany(r => r.Event.Audience).Distinct(StringComparer.Ordinal)], ct);

    private static EventRow ToRow(long seq, DomainEvent @event, Actor actor, string? reason, DateTimeOffset now) => new()
    {
        Seq = seq,
        Type = @event.Type,
        SubjectKind = @event.Subject.Kind,
        SubjectId = @event.Subject.Id,
        SubjectCode = @event.Subject.Code,
        ActorId = actor.PersonId,
        ActorName = actor.Name,
        ActingForId = actor.ActingFor,
        Reason = reason,
        At = now,
        Json = JsonSerializer.Serialize(@event, @event.GetType(), EventJson.Options),
        Hash = [],
    };

    private static IEnumerable<StreamMessage> Messages(long seq, DomainEvent @event, Dictionary<string, long> numbers)
    {
        var live = @event.Live is { } data ? JsonSerializer.Serialize(data, data.GetType(), EventJson.Options) : null;
        foreach (var stream in @event.Audience.Distinct(StringComparer.Ordinal))
        {
            var number = numbers[stream] = numbers.GetValueOrDefault(stream) + 1;
            yield return new() { Stream = stream, Number = number, EventSeq = seq, Live = live };
        }
    }

    private IEnumerable<EventDelivery> Deliveries(EventRow row, HashSet<string> told)
    {
        foreach (var subscriber in subscribers.For(row.Type))
        {
            told.Add(subscriber);
            yield return new() { EventSeq = row.Seq, Subscriber = subscriber, State = DeliveryState.Due, DueAt = row.At };
        }
    }
}
