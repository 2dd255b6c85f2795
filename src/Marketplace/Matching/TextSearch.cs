namespace Marketplace.Matching;

/// <summary>A document that a search found.</summary>
public sealed record SearchHit(string Id, double Score, bool HasAllWords);

/// <summary>
/// The search box over an index: any of the words finds a document, those with all words come first, and the last word may be
/// half typed. Scores are BM25 of the best text for each word, times the weight of the words found over that of all words.
/// </summary>
public sealed class TextSearch(MatchIndex index)
{
    /// <summary>The documents for the words, best first, equal scores by id. Nothing for words without meaning such as "the".</summary>
    /// <param name="accept">Leaves out documents by their id.</param>
    public IReadOnlyList<SearchHit> Search(string words, int top, Func<string, bool>? accept = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        if (top == 0) return [];
        using var found = Scores(index.Current, words);
        return found?.Best(top, accept) ?? [];
    }

    /// <summary>Tells every document found, by its number in the snapshot and in no order: for those who order and count by themselves.</summary>
    internal static void Each(IndexSnapshot snapshot, string words, DocumentFound tell)
    {
        using var found = Scores(snapshot, words);
        found?.Each(tell);
    }

    /// <summary>The stretches of a text to mark for the words of a search, in order and without overlap.</summary>
    public static IReadOnlyList<TextSpan> Highlight(string text, string words)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        var asked = new SearchWords(words);
        HashSet<ulong> terms = [.. asked.Required, asked.TypedTerm];
        List<TextSpan> marked = [];
        foreach (var token in Tokenizer.Read(text))
        {
            if (terms.Contains(token.Term) || (asked.IsTypedRequired && BeginsLike(asked.Typed, text, token))) Mark(marked, token.Span);
        }

        return marked;
    }

    /// <summary>Null for words without meaning.</summary>
    private static SearchScores? Scores(IndexSnapshot snapshot, string words)
    {
        var asked = new SearchWords(words);
        if (asked.IsEmpty || snapshot.DocumentCount == 0) return null;
        var found = new SearchScores(snapshot);
        foreach (var term in asked.Required.Distinct()) found.Add([term], isRequired: true);
        foreach (var term in asked.Lifting.Distinct()) found.Add([term], isRequired: false);
        if (asked.Typed.Length > 0) found.Add(Alternatives(snapshot, asked), asked.IsTypedRequired);
        return found;
    }

    private static List<ulong> Alternatives(IndexSnapshot snapshot, SearchWords asked)
    {
        IEnumerable<ulong> asItStands = asked.TypedTerm == 0 ? [] : [asked.TypedTerm];
        return [.. asItStands.Concat(Completions.Of(snapshot.Words, asked.Typed)).Distinct()];
    }

    private static bool BeginsLike(string typed, string text, Token token) =>
        typed.Length > 0 && token.Kind == TokenKind.Word
        && FoldedText.Fold(text.AsSpan(token.Span.Start, token.Span.Length)).StartsWith(typed, StringComparison.Ordinal);

    private static void Mark(List<TextSpan> marked, TextSpan span)
    {
        if (marked.Count == 0 || span.Start >= marked[^1].End) marked.Add(span);
        else marked[^1] = new(marked[^1].Start, Math.Max(marked[^1].End, span.End) - marked[^1].Start);
    }
}
