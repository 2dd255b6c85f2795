using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>The terms of one text and how often each occurs. Reused from text to text.</summary>
internal sealed class TextTerms
{
    private readonly List<Token> _tokens = [];
    private readonly Dictionary<ulong, int> _counts = [];

    /// <summary>The tokens of the part that was read last.</summary>
    public List<Token> Tokens => _tokens;

    /// <summary>Terms in the order of their first occurrence.</summary>
    public Dictionary<ulong, int> Counts => _counts;

    /// <summary>Number of tokens.</summary>
    public int Length { get; private set; }

    public void Clear()
    {
        _counts.Clear();
        Length = 0;
    }

    public void Add(MatchPart part)
    {
        _tokens.Clear();
        Tokenizer.Read(part.Text, _tokens);
        Length += _tokens.Count;
        foreach (var token in _tokens) CollectionsMarshal.GetValueRefOrAddDefault(_counts, token.Term, out _)++;
    }

    public void Read(ReadOnlySpan<MatchPart> parts)
    {
        Clear();
        foreach (var part in parts) Add(part);
    }

    /// <summary>Equal for texts with the same terms as often, in whatever order.</summary>
    public ulong Fingerprint()
    {
        var sum = 0UL;
        foreach (var (term, count) in _counts) sum += TermKey.OfPair(term, (ulong)count);
        return sum;
    }
}
