using System.Collections.Frozen;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Accounts;

/// <summary>
/// Passwords that guessing programs try first. The published lists are, in what reaches our least length, a few hundred words with
/// digits and signs hung on, letters put as look-alike signs, keys in a row, dates and repeats. So the words are kept as data
/// (<c>common-passwords.json</c>) and the rest as rules, which covers the lists and what would be in their next edition.
/// </summary>
public sealed class CommonPasswords
{
    private sealed record Data(string[] Words, string[] Rows);

    /// <summary>Signs that stand for letters, as guessing programs undo them.</summary>
    private static readonly FrozenDictionary<char, char> LookAlikes = new Dictionary<char, char>
    {
        ['@'] = 'a', ['4'] = 'a', ['3'] = 'e', ['1'] = 'i', ['!'] = 'i', ['0'] = 'o', ['5'] = 's', ['$'] = 's', ['7'] = 't',
    }.ToFrozenDictionary();

    /// <summary>The longest run of signs that still counts as hung on; a longer rest is something of its own.</summary>
    private const int LongestTail = 8;

    private readonly FrozenSet<string> _words;
    private readonly string[] _rows;

    public CommonPasswords()
    {
        var data = EmbeddedData.Read<Data>("Accounts/common-passwords.json");
        _words = data.Words.ToFrozenSet(StringComparer.Ordinal);
        _rows = [.. data.Rows.SelectMany(row => new[] { row, new string([.. row.Reverse()]) })];
    }

    public bool Contains(string password)
    {
        var plain = password.ToLowerInvariant();
        return Repeats(plain) || IsRow(plain) || IsDates(plain) || IsWords(Undress(plain)) || IsWords(Undress(plain, letters: true));
    }

    /// <summary>One to five characters over and over: <c>1111111111</c>, <c>abc12abc12</c>.</summary>
    private static bool Repeats(string text)
    {
        for (var period = 1; period <= 5; period++)
        {
            var repeats = true;
            for (var i = period; i < text.Length && repeats; i++) repeats = text[i] == text[i - period];
            if (repeats) return true;
        }

        return false;
    }

    /// <summary>Keys or digits in a row, once or several pieces of them: <c>1qaz2wsx3edc</c>, <c>9876543210</c>, <c>qwert12345</c>.</summary>
    private bool IsRow(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var length = LongestPiece(text, at);
            if (length < 3) return false;
            at += length;
        }

        return true;
    }

    private int LongestPiece(string text, int at)
    {
        var longest = 0;
        foreach (var row in _rows)
        {
            for (var start = 0; start < row.Length; start++)
            {
                var length = 0;
                while (at + length < text.Length && start + length < row.Length && text[at + length] == row[start + length]) length++;
                longest = Math.Max(longest, length);
            }
        }

        return longest;
    }

    /// <summary>Nothing but years and days: <c>1990010119900101</c>, <c>2025-12-31</c>.</summary>
    private static bool IsDates(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length >= text.Length - 2 && digits.Length % 8 == 0 && digits.Length > 0
            && Enumerable.Range(0, digits.Length / 8).All(i => IsDay(digits.AsSpan(i * 8, 8)));
    }

    private static bool IsDay(ReadOnlySpan<char> digits) =>
        digits[..2] is "19" or "20" && DateOnly.TryParseExact(digits, "yyyyMMdd", out _);

    /// <summary>The word without digits and signs hung on at either end, and with look-alikes undone where asked.</summary>
    private static string Undress(string text, bool letters = false)
    {
        var (start, end) = (0, text.Length);
        while (end > 0 && end > text.Length - LongestTail && !char.IsLetter(text[end - 1])) end--;
        while (start < end && start < LongestTail && !char.IsLetter(text[start])) start++;
        if (!letters) return text[start..end];
        var undone = new StringBuilder();
        foreach (var c in text[..end]) undone.Append(LookAlikes.GetValueOrDefault(c, c));
        return undone.ToString();
    }

    /// <summary>One widely used word, the same twice, or two of them, with a sign between or none.</summary>
    private bool IsWords(string text)
    {
        if (_words.Contains(text)) return true;
        for (var i = 3; i <= text.Length - 3; i++)
        {
            if (!_words.Contains(text[..i])) continue;
            var rest = text[i..].TrimStart('_', '-', '.', ' ', '@', '#', '&', '+');
            if (_words.Contains(rest)) return true;
        }

        return false;
    }
}
