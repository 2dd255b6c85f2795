namespace Marketplace.Kernel;

/// <summary>The ORCID iD of a researcher: 16 characters, the last one a check by ISO 7064 MOD 11-2.</summary>
public static class Orcid
{
    private const int Length = 16;

    private static readonly string[] Prefixes = ["https://orcid.org/", "http://orcid.org/", "https://www.orcid.org/", "orcid.org/", "orcid:", "orcid"];

    /// <summary>Reads the number or its address; the answer is written 0000-0002-1825-0097.</summary>
    /// <remarks>Refused: <c>orcid.unreadable</c>, and <c>orcid.check_digit</c> where one character is mistyped.</remarks>
    public static Result<string> Parse(string? text, string? field = null)
    {
        var typed = new string([.. (text ?? "").Take(100).Where(c => !char.IsWhiteSpace(c)).Select(HalfWidth.Of)]);
        var prefix = Prefixes.FirstOrDefault(p => typed.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ?? "";
        var characters = typed[prefix.Length..].TrimEnd('/').Where(c => !IsDash(c)).Select(char.ToUpperInvariant).ToArray();
        if (characters.Length != Length || !characters[..^1].All(char.IsAsciiDigit) || characters[^1] is not ((>= '0' and <= '9') or 'X'))
        {
            return new Refusal("orcid.unreadable", field);
        }

        if (CheckCharacter(characters.AsSpan(0, Length - 1)) != characters[^1]) return new Refusal("orcid.check_digit", field);
        return string.Join('-', characters.Chunk(4).Select(c => new string(c)));
    }

    /// <summary>The 16th character that belongs to the first 15 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first15)
    {
        if (first15.Length != Length - 1 || first15.IndexOfAnyExceptInRange('0', '9') >= 0) throw new ArgumentException("15 digits are needed.", nameof(first15));
        var total = 0;
        foreach (var digit in first15) total = (total + (digit - '0')) * 2 % 11;
        return (12 - total) % 11 is var check && check == 10 ? 'X' : (char)('0' + check);
    }

    /// <summary>Hyphens, dashes and minus: word processors put one in the place of another.</summary>
    private static bool IsDash(char character) => character is '-' or >= '\u2010' and <= '\u2015' or '\u2212';
}
