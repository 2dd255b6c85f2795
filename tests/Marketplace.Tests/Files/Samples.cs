using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Tests.Files;

/// <summary>The smallest whole files of each kind.</summary>
internal static class Samples
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    public const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    public const string Slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

    public static byte[] Pdf { get; } = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray();

    public static byte[] Png(uint width = 1, uint height = 1, byte[]? behind = null) =>
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0]),
        .. Chunk("IDAT", [1, 2, 3]),
        .. Chunk("IEND", []),
        .. behind ?? [],
    ];

    public static byte[] Jpeg(ushort width = 1, ushort height = 1, byte[]? behind = null) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55,
        0xFF, 0xD9,
        .. behind ?? [],
    ];

    public static byte[] Office(string mainPart, Action<RawZip>? more = null, string moreTypes = "")
    {
        var zip = new RawZip()
            .Add("[Content_Types].xml", $"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/main.xml\" ContentType=\"{mainPart}\"/>{moreTypes}</Types>")
            .Add("main.xml", "<w/>");
        more?.Invoke(zip);
        return zip.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Data)[] entries)
    {
        var zip = new RawZip();
        foreach (var (name, data) in entries) zip.Add(name, data);
        return zip.ToArray();
    }

    /// <summary>The first bytes of a Windows program and enough behind them.</summary>
    public static byte[] Program { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, .. new byte[500]];

    public static byte[] Ole(string streamName) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1_000], .. Encoding.Unicode.GetBytes(streamName), .. new byte[1_000]];

    private static byte[] Chunk(string type, byte[] data) =>
        [.. BigEndian((uint)data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
