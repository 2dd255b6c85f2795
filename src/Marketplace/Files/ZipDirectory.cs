using System.Text;
using static Marketplace.Files.FileBytes;

namespace Marketplace.Files;

/// <summary>One entry as the archive's directory describes it; nothing here has been verified yet.</summary>
internal sealed record ZipMember(string Name, bool IsEncrypted, bool IsSymbolicLink, long PackedBytes, long HeaderOffset);

/// <summary>The central directory of a zip archive (APPNOTE 6.3.10, section 4.3), read before anything is unpacked.</summary>
/// <remarks>The framework's reader takes in the whole directory first; a directory of a million entries must not get so far.</remarks>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054B50;
    private const uint EntrySignature = 0x02014B50;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LocalHeaderLength = 30;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Bytes of a directory at most: names in office documents and archives of papers stay far below.</summary>
    private const int LongestDirectory = 8 << 20;

    /// <summary>Whether a file ends as an archive does, whatever it begins as.</summary>
    public static bool EndsAsArchive(Stream file) => FindEnd(file) is not null;

    /// <summary>The entries; null where this is no archive that every program would read alike.</summary>
    public static IReadOnlyList<ZipMember>? Read(Stream file, int maxEntries, out bool tooMany)
    {
        tooMany = false;
        if (FindEnd(file) is not { } end) return null;
        var (count, size, offset) = (LittleEndian16(end.Record, 10), LittleEndian32(end.Record, 12), LittleEndian32(end.Record, 16));
        tooMany = count > maxEntries || size > LongestDirectory || offset is uint.MaxValue;
        if (tooMany || LittleEndian16(end.Record, 4) != 0 || LittleEndian16(end.Record, 6) != 0) return null;
        return offset + (long)size <= end.At ? ReadEntries(At(file, offset, (int)size), count) : null;
    }

    /// <summary>Entries that lie over each other unpack the same bytes again and again.</summary>
    public static bool HasOverlaps(IReadOnlyList<ZipMember> members)
    {
        var end = 0L;
        foreach (var member in members.OrderBy(m => m.HeaderOffset))
        {
            if (member.HeaderOffset < end) return true;
            end = member.HeaderOffset + LocalHeaderLength + member.PackedBytes;
        }

        return false;
    }

    private static (byte[] Record, long At)? FindEnd(Stream file)
    {
        var tail = Tail(file, EndLength + LongestComment);
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            if (LittleEndian32(tail, i) == EndSignature && LittleEndian16(tail, i + 20) == tail.Length - i - EndLength)
            {
                return (tail[i..(i + EndLength)], file.Length - tail.Length + i);
            }
        }

        return null;
    }

    private static List<ZipMember>? ReadEntries(byte[] directory, int count)
    {
        var members = new List<ZipMember>(count);
        var at = 0;
        while (at < directory.Length)
        {
            if (directory.Length - at < EntryLength || LittleEndian32(directory, at) != EntrySignature) return null;
            var nameLength = LittleEndian16(directory, at + 28);
            var next = at + EntryLength + nameLength + LittleEndian16(directory, at + 30) + LittleEndian16(directory, at + 32);
            if (next > directory.Length || members.Count == count) return null;
            members.Add(ReadEntry(directory, at, nameLength));
            at = next;
        }

        return members.Count == count ? members : null;
    }

    private static ZipMember ReadEntry(byte[] directory, int at, int nameLength)
    {
        // Flag 0: encrypted; flag 6: strong encryption; flag 13: the directory itself is masked.
        var encrypted = (LittleEndian16(directory, at + 8) & 0x2041) != 0;

        // The upper half of the attributes is a Unix mode; 0xA000 marks a symbolic link.
        var link = (LittleEndian32(directory, at + 38) >> 16 & 0xF000) == 0xA000;
        var name = Encoding.Latin1.GetString(directory, at + EntryLength, nameLength);
        return new(name, encrypted, link, LittleEndian32(directory, at + 20), LittleEndian32(directory, at + 42));
    }
}
