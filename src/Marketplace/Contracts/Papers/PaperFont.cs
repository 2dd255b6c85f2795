using PdfSharp.Fonts;

namespace Marketplace.Contracts.Papers;

/// <summary>The font that PDFs are set in: of the fonts of this machine the first that draws Chinese and Latin and can be embedded in part.</summary>
public sealed class PaperFont(byte[]? face)
{
    internal const string Family = "Paper";

    /// <summary>The packages fonts-wqy-microhei, fonts-wqy-zenhei and fonts-droid-fallback of Debian, and what Windows and macOS bring along; the nicest first.</summary>
    private static readonly string[] Files =
        ["wqy-microhei.ttc", "wqy-zenhei.ttc", "NotoSansSC-Regular.ttf", "msyh.ttc", "simsun.ttc", "simhei.ttf", "STHeiti Light.ttc", "DroidSansFallbackFull.ttf"];

    /// <summary>Some of what every paper needs: Latin, digits, a comparator, and Chinese in its simple forms with its punctuation.</summary>
    private const string Needed = "AaZz09%\u2265\u699C\u6302\u5E05\u4EF6\uFF08\uFF0C\u3002";

    private static readonly Lock Gate = new();

    /// <summary>What is looked for once, when first asked.</summary>
    private static readonly Lazy<PaperFont> Machine = new(() => new PaperFont(Find(Folders())));

    public static PaperFont OfMachine => Machine.Value;

    public bool IsUsable => face is not null;

    internal static byte[]? Find(IEnumerable<string> folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var found = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.tt?", options)).ToLookup(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
        return Files.SelectMany(file => found[file]).Select(path => SfntFace.First(File.ReadAllBytes(path))).FirstOrDefault(f => f is not null && SfntFace.Covers(f, Needed));
    }

    /// <summary>PDFsharp knows one resolver for the whole process.</summary>
    internal void Use()
    {
        lock (Gate) GlobalFontSettings.FontResolver ??= new Resolver(face ?? throw new InvalidOperationException("No font."));
    }

    private static IEnumerable<string> Folders() =>
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"), Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    // There is one face: bold is drawn by thickening it, which does for titles and smears what is small.
    private sealed class Resolver(byte[] face) : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(Family, bold, italic);

        public byte[]? GetFont(string faceName) => face;
    }
}
