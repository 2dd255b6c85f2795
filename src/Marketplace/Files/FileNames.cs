using System.Globalization;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>File names as other people's machines send them, made safe to show, to store and to save again.</summary>
public static class FileNames
{
    /// <summary>UTF-8 bytes. Most file systems take 255; the rest is left for what a download may add.</summary>
    public const int MaxBytes = 200;

    private const int MaxExtensionLength = 10;

    /// <summary>Characters that Windows refuses in a name; the slashes are path separators and never get here.</summary>
    private const string Reserved = "<>:\"|?*";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>The last part of the path in NFC, without control, direction and invisible characters; never empty.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var visible = Visible(last).Trim(' ', '.');
        if (visible.Length == 0) return "file";
        if (Devices.Contains(visible.Split('.')[0].Trim())) visible = "_" + visible;
        return Shorten(visible);
    }

    /// <summary>The part behind the last dot, in lower case; empty where there is none.</summary>
    public static string Extension(string cleanName)
    {
        var dot = cleanName.LastIndexOf('.');
        return dot < 0 ? "" : cleanName[(dot + 1)..].ToLowerInvariant();
    }

    private static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);

        // A lone surrogate is enumerated as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsHidden(rune)) continue;
            if (Rune.IsWhiteSpace(rune))
            {
                if (kept is not [.., ' ']) kept.Append(' ');
            }
            else if (rune.IsAscii && Reserved.Contains((char)rune.Value)) kept.Append('_');
            else kept.Append(rune);
        }

        return UnicodeForm.Composed(kept.ToString());
    }

    /// <summary>Among the format characters are the overrides that show "gpj.exe" as "exe.jpg".</summary>
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes) return name;
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot - 1 <= MaxExtensionLength ? name[dot..] : "";
        var left = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(name[..^extension.Length]);
        while (elements.MoveNext())
        {
            left -= Encoding.UTF8.GetByteCount(elements.GetTextElement());
            if (left < 0) break;
            stem.Append(elements.GetTextElement());
        }

        var kept = stem.ToString().TrimEnd(' ', '.');
        return (kept.Length > 0 ? kept : "file") + extension;
    }
}
