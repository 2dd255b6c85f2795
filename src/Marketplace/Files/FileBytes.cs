using System.Buffers.Binary;

namespace Marketplace.Files;

/// <summary>Reading at a place of a seekable stream; what lies behind its end is simply not there.</summary>
internal static class FileBytes
{
    public static byte[] At(Stream file, long offset, int count)
    {
        if (offset < 0 || offset >= file.Length || count <= 0) return [];
        var bytes = new byte[(int)Math.Min(count, file.Length - offset)];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    public static byte[] Tail(Stream file, int count) => At(file, Math.Max(0, file.Length - count), count);

    public static ushort LittleEndian16(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));

    public static uint LittleEndian32(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));

    public static ushort BigEndian16(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(offset));

    public static uint BigEndian32(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));
}
