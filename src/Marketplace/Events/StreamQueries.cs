using System.Runtime.CompilerServices;
using System.Text.Json;
using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Events;

/// <summary>Reads the numbered messages of live streams. Who may read a stream is not decided here but at the door.</summary>
public sealed class StreamQueries(MarketplaceDb db)
{
    /// <summary>The most messages of one piece; a screen that missed more asks again.</summary>
    public const int MaxPiece = 1000;

    /// <summary>The number of the last message, 0 where there is none yet.</summary>
    public async Task<long> Last(string stream, CancellationToken ct) =>
        await db.Set<StreamMessage>().Where(m => m.Stream == stream).MaxAsync(m => (long?)m.Number, ct) ?? 0;

    /// <summary>The last numbers of several streams; a stream without messages has 0.</summary>
    public async Task<Dictionary<string, long>> Last(IReadOnlyCollection<string> streams, CancellationToken ct)
    {
        var numbers = await LastNumbers(db, streams, ct);
        return streams.ToDictionary(s => s, s => numbers.GetValueOrDefault(s), StringComparer.Ordinal);
    }

    /// <summary>One step into the index for each stream: a grouping would read every message that the streams ever had.</summary>
    internal static async Task<Dictionary<string, long>> LastNumbers(MarketplaceDb db, IReadOnlyCollection<string> streams, CancellationToken ct)
    {
        if (streams.Count == 0) return [];
        var rows = string.Join(", ", streams.Select((_, i) => $"({{{i}}})"));
        var sql = FormattableStringFactory.Create(
            $"""
            SELECT v.column1 AS "Stream", (SELECT MAX(m."Number") FROM "StreamMessages" AS m WHERE m."Stream" = v.column1) AS "Number"
            FROM (VALUES {rows}) AS v
            """,
            [.. streams]);
        var last = await db.Database.SqlQuery<LastNumber>(sql).ToListAsync(ct);
        return last.Where(l => l.Number is not null).ToDictionary(l => l.Stream, l => l.Number!.Value, StringComparer.Ordinal);
    }

    /// <summary>What came after the message of the given number.</summary>
    public async Task<StreamPiece> Since(string stream, long number, CancellationToken ct)
    {
        var lines = await Lines(db.Set<StreamMessage>().Where(m => m.Stream == stream && m.Number > number))
            .OrderBy(l => l.Number).Take(MaxPiece + 1).ToListAsync(ct);
        return new([.. lines.Take(MaxPiece).Select(ToMessage)], lines.Count > MaxPiece);
    }

    /// <summary>The last messages of a stream, latest first.</summary>
    public async Task<List<LiveMessage>> Latest(string stream, int most, CancellationToken ct)
    {
        var lines = await Lines(db.Set<StreamMessage>().Where(m => m.Stream == stream).OrderByDescending(m => m.Number).Take(most))
            .OrderByDescending(l => l.Number).ToListAsync(ct);
        return [.. lines.Select(ToMessage)];
    }

    /// <summary>The messages of some events, in the order of each stream.</summary>
    public async Task<List<LiveMessage>> Of(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        var rows = events.ToDictionary(e => e.Seq);
        var messages = await db.Set<StreamMessage>().AsNoTracking().Where(m => rows.Keys.Contains(m.EventSeq)).ToListAsync(ct);
        return [.. messages.OrderBy(m => m.Stream, StringComparer.Ordinal).ThenBy(m => m.Number).Select(m => ToMessage(m, rows[m.EventSeq]))];
    }

    private IQueryable<Line> Lines(IQueryable<StreamMessage> messages) =>
        from m in messages
        join e in db.Set<EventRow>() on m.EventSeq equals e.Seq
        select new Line
        {
            Stream = m.Stream, Number = m.Number, Type = e.Type, SubjectKind = e.SubjectKind, SubjectId = e.SubjectId,
            SubjectCode = e.SubjectCode, At = e.At, Live = m.Live,
        };

    private static LiveMessage ToMessage(Line line) => new(line.Stream, line.Number, line.Type,
        new Subject(line.SubjectKind, line.SubjectId, line.SubjectCode), line.At,
        line.Live is null ? null : JsonSerializer.Deserialize<JsonElement>(line.Live));

    private sealed class LastNumber
    {
        public required string Stream { get; init; }
        public long? Number { get; init; }
    }

    private static LiveMessage ToMessage(StreamMessage message, EventRow row) => ToMessage(new Line
    {
        Stream = message.Stream, Number = message.Number, Type = row.Type, SubjectKind = row.SubjectKind, SubjectId = row.SubjectId,
        SubjectCode = row.SubjectCode, At = row.At, Live = message.Live,
    });

    private sealed class Line
    {
        public required string Stream { get; init; }
        public long Number { get; init; }
        public required string Type { get; init; }
        public required string SubjectKind { get; init; }
        public Guid SubjectId { get; init; }
        public string? SubjectCode { get; init; }
        public DateTimeOffset At { get; init; }
        public string? Live { get; init; }
    }
}
