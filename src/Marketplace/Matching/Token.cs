using System.Numerics;
using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>What a token is made of.</summary>
public enum TokenKind
{
    /// <summary>A word, number, model number or measure ("5 nm").</summary>
    Word,

    /// <summary>Two words that follow each other, stop words left out.</summary>
    WordPair,

    /// <summary>One character of a script without spaces.</summary>
    Character,

    /// <summary>Two characters that follow each other.</summary>
    CharacterPair,
}

/// <summary>One occurrence of a term and the stretch of the original text where it stands.</summary>
/// <param name="Term">Equal for equal terms (a 64-bit hash of the stem or the folded form: no dictionary of strings is kept).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Token(ulong Term, TextSpan Span, TokenKind Kind);

/// <summary>The identity of a term. Stable across processes, unlike string.GetHashCode. 0 is never used.</summary>
internal static class TermKey
{
    // FNV-1a over UTF-16 units, then mixed. Among ten million terms two would coincide with a chance of 3 in a million.
    public static ulong Of(ReadOnlySpan<char> folded)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in folded) hash = (hash ^ character) * 1099511628211UL;
        return Mix(hash);
    }

    public static ulong OfPair(ulong first, ulong second) => Mix(BitOperations.RotateLeft(first, 23) * 0x9E3779B97F4A7C15UL + second);

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        hash ^= hash >> 31;
        return hash == 0 ? 1 : hash;
    }
}
