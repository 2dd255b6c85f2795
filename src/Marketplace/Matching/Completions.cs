using System.Collections.Immutable;

namespace Marketplace.Matching;

/// <summary>The words of an index that begin with what was typed.</summary>
internal static class Completions
{
    // Enough for a list of suggestions; the first letters of a word stand for hundreds and narrow nothing.
    private const int Most = 64;

    /// <summary>Terms of the first words in ordinal order.</summary>
    public static IEnumerable<ulong> Of(ImmutableSortedSet<string> words, string typed)
    {
        var at = words.IndexOf(typed);
        if (at < 0) at = ~at;
        return Enumerable.Range(at, Math.Min(Most, words.Count - at)).Select(i => words[i])
            .TakeWhile(word => word.StartsWith(typed, StringComparison.Ordinal))
            .Select(word => Tokenizer.Read(word)).Where(tokens => tokens.Count > 0).Select(tokens => tokens[0].Term).Distinct();
    }
}
