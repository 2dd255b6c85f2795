using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Operations;

/// <summary>Which lines of the log to show.</summary>
/// <param name="Type">A type such as <c>challenge.posted</c>, or its first part.</param>
/// <param name="Subject">Id or public code of what it is about.</param>
/// <param name="Actor">Id or part of the name of who did it.</param>
/// <param name="Before">Cursor of the last line shown; older lines follow.</param>
public sealed record EventFilter(string? Type = null, string? Subject = null, string? Actor = null, DateOnly? From = null, DateOnly? To = null, string? Before = null)
{
    public const int PageSize = 50;
    public const int MaxText = 100;

    public bool IsUnfiltered => (Type, Subject, Actor, From, To) is (null, null, null, null, null);
}

/// <summary>A line of the log. It carries no number: see <see cref="LogCursor"/>.</summary>
public sealed record LogLine(
    string Type, string SubjectKind, Guid SubjectId, string? SubjectCode, Guid? ActorId, string ActorName, Guid? ActingForId, string? Reason, DateTimeOffset At, string Json);

/// <param name="Older">Cursor for the next page; null at the end.</param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, string? Older);

/// <summary>What the hash chain says.</summary>
/// <param name="Lines">Lines that this reader may see, all of them covered.</param>
/// <param name="UpToAt">When the last of them was written.</param>
/// <param name="BrokenAt">When the first line that does not follow was written; null where the chain holds.</param>
public sealed record ChainFinding(bool Holds, int Lines, DateTimeOffset? UpToAt, DateTimeOffset? BrokenAt);

/// <summary>Reads the event log, newest first, for those who may; lines of sealed bids are not there for them.</summary>
public sealed class EventLog(MarketplaceDb db, LogCursor cursor)
{
    public static bool MayRead(Actor actor) => Permissions.Allows(Deed.ReadEventLog, actor);

    public async Task<LogPage> Find(EventFilter filter, Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return new([], null);
        var lines = await Matching(filter, actor).OrderByDescending(e => e.Seq).Take(EventFilter.PageSize + 1)
            .Select(e => new { e.Seq, Line = new LogLine(e.Type, e.SubjectKind, e.SubjectId, e.SubjectCode, e.ActorId, e.ActorName, e.ActingForId, e.Reason, e.At, e.Json) }).ToListAsync(ct);
        var more = lines.Count > EventFilter.PageSize;
        return new([.. lines.Take(EventFilter.PageSize).Select(l => l.Line)], more ? cursor.Write(lines[EventFilter.PageSize - 1].Seq) : null);
    }

    /// <summary>Goes over the whole chain; null for those who may not read the log.</summary>
    public async Task<ChainFinding?> CheckChain(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return null;
        var broken = await EventChain.FirstBroken(db.Set<EventRow>().AsNoTracking().OrderBy(e => e.Seq).AsAsyncEnumerable(), ct);
        if (broken is { } seq)
        {
            return new(false, 0, null, await db.Set<EventRow>().Where(e => e.Seq == seq).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(ct));
        }

        var visible = Visible(actor);
        return new(true, await visible.CountAsync(ct), await visible.OrderByDescending(e => e.Seq).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(ct), null);
    }

    private IQueryable<EventRow> Visible(Actor actor) => SealedEvents.Hide(db.Set<EventRow>().AsNoTracking(), db, actor);

    private IQueryable<EventRow> Matching(EventFilter filter, Actor actor)
    {
        var lines = Visible(actor);
        if (cursor.Read(filter.Before) is { } before) lines = lines.Where(e => e.Seq < before);
        if (filter.Type is { } type) lines = type.Contains('.', StringComparison.Ordinal) ? lines.Where(e => e.Type == type) : lines.Where(e => e.Type.StartsWith(type + "."));
        if (filter.Subject is { } subject) lines = Guid.TryParse(subject, out var id) ? lines.Where(e => e.SubjectId == id) : lines.Where(e => e.SubjectCode == subject.ToUpperInvariant());
        if (filter.Actor is { } who) lines = Guid.TryParse(who, out var person) ? lines.Where(e => e.ActorId == person) : lines.Where(e => e.ActorName.ToUpper().Contains(who.ToUpperInvariant()));
        if (filter.From is { } from)
        {
            var start = ShanghaiTime.StartOf(from);
            lines = lines.Where(e => e.At >= start);
        }

        if (filter.To is { } to)
        {
            var end = ShanghaiTime.StartOf(to.AddDays(1));
            lines = lines.Where(e => e.At < end);
        }

        return lines;
    }
}
