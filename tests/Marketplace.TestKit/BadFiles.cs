using System.IO.Compression;

namespace Marketplace.TestKit;

/// <summary>Files that no door takes, each with the code of its refusal.</summary>
public static class BadFiles
{
    private static readonly byte[] Drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray();

    public static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray();

    public static IEnumerable<(string Name, byte[] Bytes, string Code)> All =>
    [
        ("drawing.svg", Drawing, "file.type_not_allowed"),
        ("drawing.png", Drawing, "file.type_not_allowed"),
        ("page.pdf", "<!doctype html><script>alert(1)</script>"u8.ToArray(), "file.type_not_allowed"),
        ("program.pdf", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, .. new byte[500]], "file.type_not_allowed"),
        ("empty.pdf", [], "file.empty"),
        ("picture.png", Pdf, "file.type_mismatch"),
        ("cut.pdf", "%PDF-1.7\n1 0 obj"u8.ToArray(), "file.damaged"),
        ("bomb.zip", Bomb(), "file.zip_bomb"),
    ];

    /// <summary>Two hundred megabytes of nothing that weigh next to nothing.</summary>
    public static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("zeros.txt", CompressionLevel.SmallestSize).Open();
            for (var i = 0; i < 200; i++) entry.Write(new byte[1 << 20]);
        }

        return bytes.ToArray();
    }
}
