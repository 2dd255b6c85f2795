namespace Marketplace.Matching;

/// <summary>What was typed into a search box, as terms to look for.</summary>
internal sealed class SearchWords
{
    // A search box is no place for a document: the rest is ignored.
    private const int MostCharacters = 200;

    /// <summary>Words, pairs of Chinese characters, and Chinese characters that stand alone: a document with all of them comes first.</summary>
    public List<ulong> Required { get; } = [];

    /// <summary>Neighbouring words, and the last word as it stands: they lift a document that has them.</summary>
    public List<ulong> Lifting { get; } = [];

    /// <summary>The folded word at the very end, which may go on: any word that begins like it will do. Empty after a blank.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The term of the typed word as it stands, or 0 where it is a stop word so far ("in" on its way to "inverter").</summary>
    public ulong TypedTerm { get; private set; }

    public SearchWords(string words)
    {
        if (words.Length > MostCharacters) words = words[..MostCharacters];
        var tokens = Tokenizer.Read(words);
        var pairs = tokens.Where(t => t.Kind == TokenKind.CharacterPair).ToList();
        var starts = pairs.Select(p => p.Span.Start).ToHashSet();
        var ends = pairs.Select(p => p.Span.End).ToHashSet();
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.WordPair) Lifting.Add(token.Term);
            else if (token.Kind == TokenKind.Word && token.Span.End == words.Length) TakeTyped(token, words);
            else if (token.Kind != TokenKind.Character || !(starts.Contains(token.Span.Start) || ends.Contains(token.Span.End))) Required.Add(token.Term);
        }

        if (TypedTerm == 0 && LastWord(FoldedText.Fold(words).ToString()) is var last && StopWords.Contains(last)) Typed = last;
    }

    public bool IsEmpty => Required.Count == 0 && Typed.Length == 0;

    /// <summary>Whether the typed word must be found: a stop word beside others need not.</summary>
    public bool IsTypedRequired => TypedTerm != 0 || Required.Count == 0;

    private void TakeTyped(Token token, string words)
    {
        Typed = FoldedText.Fold(words.AsSpan(token.Span.Start, token.Span.Length)).ToString();
        TypedTerm = token.Term;
        Lifting.Add(token.Term);
    }

    private static string LastWord(string folded)
    {
        var start = folded.Length;
        while (start > 0 && Script.IsWord(folded[start - 1])) start--;
        return folded[start..];
    }
}
