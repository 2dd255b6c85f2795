using System.IO.Compression;
using System.Text;

namespace Marketplace.Tests.Files;

/// <summary>Writes archives field by field, so that a test can tell any lie that the format allows.</summary>
internal sealed class RawZip
{
    private sealed record Entry(byte[] Name, ushort Flags, bool IsDeflated, byte[] Packed, byte[] Data, uint Attributes, uint Offset);

    private readonly MemoryStream _file = new();
    private readonly List<Entry> _entries = [];

    public ushort? ClaimedCount { get; init; }

    public RawZip Add(string name, byte[] data, ushort flags = 0, uint attributes = 0, bool deflate = true)
    {
        var entry = new Entry(Encoding.UTF8.GetBytes(name), flags, deflate, deflate ? Deflated(data) : data, data, attributes, (uint)_file.Position);
        _entries.Add(entry);
        using var writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        writer.Write(0x04034B50u);
        WriteCommon(writer, entry);
        writer.Write(entry.Name);
        writer.Write(entry.Packed);
        return this;
    }

    public RawZip Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    /// <summary>A further name for the data of the entry before.</summary>
    public RawZip AddOverlapping(string name)
    {
        _entries.Add(_entries[^1] with { Name = Encoding.UTF8.GetBytes(name) });
        return this;
    }

    public byte[] ToArray()
    {
        var start = (uint)_file.Position;
        using var writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        foreach (var entry in _entries) WriteCentral(writer, entry);
        var size = (uint)_file.Position - start;
        var count = ClaimedCount ?? (ushort)_entries.Count;
        writer.Write(0x06054B50u);
        writer.Write(0u);
        writer.Write(count);
        writer.Write(count);
        writer.Write(size);
        writer.Write(start);
        writer.Write((ushort)0);
        return _file.ToArray();
    }

    private static void WriteCentral(BinaryWriter writer, Entry entry)
    {
        writer.Write(0x02014B50u);
        writer.Write((ushort)0x0314);
        WriteCommon(writer, entry);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(entry.Attributes);
        writer.Write(entry.Offset);
        writer.Write(entry.Name);
    }

    /// <summary>From "version needed" to the length of the extra field, the same in both headers.</summary>
    private static void WriteCommon(BinaryWriter writer, Entry entry)
    {
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write((ushort)(entry.IsDeflated ? 8 : 0));
        writer.Write(0u);
        writer.Write(Crc32(entry.Data));
        writer.Write((uint)entry.Packed.Length);
        writer.Write((uint)entry.Data.Length);
        writer.Write((ushort)entry.Name.Length);
        writer.Write((ushort)0);
    }

    private static byte[] Deflated(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(data);
        return packed.ToArray();
    }

    private static uint Crc32(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}
