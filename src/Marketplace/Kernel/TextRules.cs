using System.Globalization;
using System.Text;

namespace Marketplace.Kernel;

/// <summary>Every text that a person gives passes here before it is stored.</summary>
/// <remarks>
/// Refused as <c>text.invalid_characters</c> (the first of them, such as U+0000): half surrogate pairs, NUL and all control characters but tab and
/// line ends, noncharacters, and U+FFFD, which stands where bytes were no UTF-8. Taken out silently: invisible characters that
/// only deceive or came along by copying (byte order mark, zero-width blank, direction overrides). Joiners stay, scripts and
/// emoji need them. The text is then trimmed, its line ends become \n, and it is in NFC.
/// <para>Length is counted in UTF-16 code units: so counts the maxlength of a browser, and no database column counts more.</para>
/// </remarks>
public static class TextRules
{
    /// <summary>Shrinking by trimming and composing never makes a text this much shorter; beyond it nothing is worth cleaning.</summary>
    private const int HopelessFactor = 4;

    private const int HopelessMargin = 1_000;

    /// <summary>A text of one or more paragraphs that must be there.</summary>
    public static Result<string> Clean(string? text, int max, string? field = null) => Required(CleanOptional(text, max, field), field);

    /// <summary>A text of one line, such as a title or a name; line ends, tabs and runs of blanks become one blank.</summary>
    public static Result<string> CleanLine(string? text, int max, string? field = null) => Required(CleanOptionalLine(text, max, field), field);

    /// <summary>As <see cref="Clean"/>, and null where nothing was given.</summary>
    public static Result<string?> CleanOptional(string? text, int max, string? field = null) => Clean(text, max, field, oneLine: false);

    /// <summary>As <see cref="CleanLine"/>, and null where nothing was given.</summary>
    public static Result<string?> CleanOptionalLine(string? text, int max, string? field = null) => Clean(text, max, field, oneLine: true);

    private static Result<string> Required(Result<string?> cleaned, string? field)
    {
        if (!cleaned.IsOk) return Result<string>.Refused(cleaned.Refusals);
        return cleaned.Value is { } text ? text : new Refusal("text.required", field);
    }

    private static Result<string?> Clean(string? text, int max, string? field, bool oneLine)
    {
        if (text is null) return (string?)null;
        if (text.Length > max * (long)HopelessFactor + HopelessMargin) return new Refusal("text.too_long", field, max, text.Length);
        if (FirstInvalid(text) is { } invalid) return new Refusal("text.invalid_characters", field, invalid);

        var lines = WithoutDeceivers(text).ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC);
        var cleaned = (oneLine ? InOneLine(lines) : lines).Trim();
        if (!HasVisible(cleaned)) return (string?)null;
        return cleaned.Length <= max ? cleaned : new Refusal("text.too_long", field, max, cleaned.Length);
    }

    private static string? FirstInvalid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (IsInvalid(text[i])) return $"U+{(int)text[i]:X4}";
        }

        return null;
    }

    /// <summary>U+0085 is a line end of old mainframes; every other character of the C1 block is a wrongly read Windows-1252.</summary>
    private static bool IsInvalid(char character) =>
        char.IsSurrogate(character)
        || char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\f' or '\u0085')
        || character is '\uFFFD' or '\uFFFE' or '\uFFFF' or >= '\uFDD0' and <= '\uFDEF';

    private static string WithoutDeceivers(string text)
    {
        if (!text.Any(IsDeceiver)) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsDeceiver(character)) kept.Append(character);
        }

        return kept.ToString();
    }

    /// <summary>Soft hyphen, zero-width blank, marks, overrides and isolates of direction, word joiner, byte order mark.</summary>
    private static bool IsDeceiver(char character) => character
        is '\u00AD' or '\u061C' or '\u200B' or '\u200E' or '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' or '\uFEFF';

    private static string InOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character)) line.Append(character);
            else if (line is not [.., ' ']) line.Append(' ');
        }

        return line.ToString();
    }

    private static bool HasVisible(string text) => text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));
}
