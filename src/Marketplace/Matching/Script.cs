namespace Marketplace.Matching;

/// <summary>Which characters are written without spaces between words, and which form words.</summary>
internal static class Script
{
    public static bool IsCommonHan(char character) => character is >= '\u4E00' and <= '\u9FFF';

    /// <summary>Length of the Chinese, Japanese or Korean character at a position in UTF-16 units: 0 where there is none, 2 for the rare planes.</summary>
    public static int CjkWidth(ReadOnlySpan<char> text, int at)
    {
        var character = text[at];
        if (character < '\u3005') return 0;
        if (IsCommonHan(character) || IsOtherCjk(character)) return 1;
        if (!char.IsHighSurrogate(character) || at + 1 >= text.Length) return 0;
        return char.IsLowSurrogate(text[at + 1]) && char.ConvertToUtf32(character, text[at + 1]) is >= 0x20000 and <= 0x3FFFF ? 2 : 0;
    }

    public static bool IsWord(char character) =>
        char.IsAscii(character) ? char.IsAsciiLetterOrDigit(character) : char.IsLetterOrDigit(character) && !IsCommonHan(character) && !IsOtherCjk(character);

    /// <summary>Latin, Greek and Cyrillic letters, and the combining marks that follow them.</summary>
    public static bool MayCarryAccent(char character) => character is (>= '\u00C0' and <= '\u052F') or (>= '\u1E00' and <= '\u1FFF');

    /// <summary>Particles that cling to shared words without belonging to them: de, le, yu, huo, zhi, er.</summary>
    public static bool IsParticle(char character) => character is '\u7684' or '\u4E86' or '\u4E0E' or '\u6216' or '\u4E4B' or '\u800C';

    // Iteration mark and ideographic zero, kana, extension A, Hangul, compatibility ideographs.
    private static bool IsOtherCjk(char character) => character
        is (>= '\u3005' and <= '\u3007') or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF')
        or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF');
}
