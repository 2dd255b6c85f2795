using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Events;

/// <summary>
/// The hash chain over the event log: each hash covers the hash before it and every field of its own line,
/// each field preceded by its length so that no two lines read the same. A changed or removed line breaks all that follow.
/// It does not show a cut at the end or a rewrite by whoever holds the whole database: heads kept elsewhere do.
/// </summary>
public static class EventChain
{
    public static readonly byte[] Start = new byte[32];

    public static byte[] Next(ReadOnlySpan<byte> previous, EventRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, row.Seq);
        Append(hash, row.Type);
        Append(hash, row.SubjectKind);
        Append(hash, row.SubjectId.ToString("D"));
        Append(hash, row.SubjectCode);
        Append(hash, row.ActorId?.ToString("D"));
        Append(hash, row.ActorName);
        Append(hash, row.ActingForId?.ToString("D"));
        Append(hash, row.Reason);
        Append(hash, row.At.UtcTicks);
        Append(hash, row.Json);
        return hash.GetHashAndReset();
    }

    /// <summary>The first line whose hash does not follow from the one before, or null where the chain holds.</summary>
    public static async Task<long?> FirstBroken(IAsyncEnumerable<EventRow> rowsInOrder, CancellationToken ct = default)
    {
        var previous = Start;
        var expected = 1L;
        await foreach (var row in rowsInOrder.WithCancellation(ct))
        {
            if (row.Seq != expected || !Next(previous, row).AsSpan().SequenceEqual(row.Hash)) return row.Seq;
            previous = row.Hash;
            expected++;
        }

        return null;
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Append(hash, text is null ? -1L : bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
