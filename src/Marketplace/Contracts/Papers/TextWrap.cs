using System.Text;

namespace Marketplace.Contracts.Papers;

/// <summary>
/// Breaks a line of mixed Chinese and Latin: between any two Chinese characters, and between Latin words; never before closing and never behind opening
/// punctuation (GB/T 15834-2011, section 5.1). A word longer than the line, such as a fingerprint, is broken where it must be.
/// </summary>
internal static class TextWrap
{
    private const string Closing = "，。；：？！、）》」』】〉”’…—,.;:?!)]}%";
    private const string Opening = "（《「『【〈“‘([{";

    public static List<string> Lines(string text, double width, Func<string, double> measure)
    {
        var lines = new List<string>();
        var (line, used) = (new StringBuilder(), 0.0);
        foreach (var piece in Pieces(text).SelectMany(p => Fitting(p, width, measure)))
        {
            var size = measure(piece);
            if (line.Length > 0 && used + measure(piece.TrimEnd()) > width)
            {
                lines.Add(line.ToString().TrimEnd());
                (line, used) = (new StringBuilder(), 0);
            }

            line.Append(piece);
            used += size;
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>What must not be torn apart, in order; blanks stay with the word before them.</summary>
    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        Rune? last = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (last is { } before && Holds(before, rune)) pieces[^1] += rune.ToString();
            else pieces.Add(rune.ToString());
            last = rune;
        }

        return pieces;
    }

    private static bool Holds(Rune before, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune)) return true;
        if (Rune.IsWhiteSpace(before)) return false;
        return In(Closing, rune) || In(Opening, before) || (!IsChinese(before) && !IsChinese(rune));
    }

    // From the radicals on: ideographs, kana, full-width forms.
    private static bool IsChinese(Rune rune) => rune.Value >= 0x2E80;

    private static bool In(string set, Rune rune) => rune.IsBmp && set.Contains((char)rune.Value, StringComparison.Ordinal);

    private static List<string> Fitting(string piece, double width, Func<string, double> measure)
    {
        if (measure(piece.TrimEnd()) <= width) return [piece];
        var parts = new List<string> { "" };
        foreach (var rune in piece.EnumerateRunes())
        {
            if (parts[^1].Length > 0 && measure(parts[^1] + rune) > width) parts.Add("");
            parts[^1] += rune.ToString();
        }

        return parts;
    }
}
