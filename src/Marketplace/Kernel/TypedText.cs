using System.Buffers;
using System.Globalization;

namespace Marketplace.Kernel;

/// <summary>Text as people type and paste it: tidied on the way in, and bounded.</summary>
/// <remarks>
/// Refused: <c>field.required</c>, <c>text.too_long</c> (most characters), <c>text.unreadable</c> for control characters, halves of
/// surrogate pairs, and the characters that turn the reading direction around (Unicode TR 36: they make text look like another).
/// </remarks>
public static class TypedText
{
    private static readonly SearchValues<char> Invisible = SearchValues.Create(" \n\t\u00A0\u200B\u200C\u200D\u2060\u3000\uFEFF");

    /// <summary>Several lines: blanks around it cut, line ends as one character; null where nothing readable is left.</summary>
    public static string? Tidy(string? text)
    {
        if (text is null) return null;
        var tidied = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        return tidied.AsSpan().IndexOfAnyExcept(Invisible) < 0 ? null : tidied;
    }

    /// <summary>One line: as <see cref="Tidy"/>, and line ends and tabs become blanks.</summary>
    public static string? TidyLine(string? text) => Tidy(text)?.Replace('\n', ' ').Replace('\t', ' ');

    public static void Check(List<Refusal> refusals, string? text, int most, string field)
    {
        if (text is null) return;
        if (text.Length > most) refusals.Add(new Refusal("text.too_long", field, most));
        else if (!IsReadable(text)) refusals.Add(new Refusal("text.unreadable", field));
    }

    public static void Require(List<Refusal> refusals, string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) refusals.Add(new Refusal("field.required", field));
    }

    private static bool IsReadable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(character) || TurnsAround(character)) return false;
            else if (char.GetUnicodeCategory(character) == UnicodeCategory.Control && character is not ('\n' or '\t')) return false;
        }

        return true;
    }

    private static bool TurnsAround(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
