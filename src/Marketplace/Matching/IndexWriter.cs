using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>
/// Builds and changes an index. For one thread at a time. Weights (idf, norms, hubness) are exact after <see cref="Refresh"/>, which
/// happens by itself whenever an eighth of the texts has come or gone since the last one; in between, older weights serve on, new texts
/// are weighed by them, and no score is off by more than such a change of the collection can move it. In an index of under eight texts
/// every change refreshes. Texts that went stay as dead postings until they outnumber the living; then all is built anew.
/// </summary>
internal sealed partial class IndexWriter(MatchOptions options, FacetTable facets)
{
    private const int RefreshAtShare = 8;
    private const int DeadTextsAllowed = 256;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _knownWords = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _copies = [];
    private readonly TextTerms _terms = new();
    private readonly List<(int Term, int Count)> _counts = [];
    private TermTable _table = new();
    private Postings _postings = new();
    private int[] _frequencies = new int[1024];
    private IndexedText[] _texts = new IndexedText[64];
    private int _textCount;
    private IndexedDocument[] _documents = new IndexedDocument[64];
    private int _documentCount;
    private ulong[] _removed = [];
    private TermWeights _weights = new([], 0);
    private ImmutableSortedSet<string> _words = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    private int _liveTexts;
    private long _liveLength;
    private int _changedTexts;

    public int Count => _numbers.Count;

    public bool IsDue => _changedTexts * RefreshAtShare > _liveTexts;

    public IndexSnapshot Capture() => new(
        _table, _postings, _texts, _textCount, _documents, _documentCount, _removed, _weights,
        _liveTexts == 0 ? 1 : (double)_liveLength / _liveTexts, _words);

    public void Put(MatchDocument document)
    {
        Remove(document.Id);
        Append(document);
    }

    public bool Remove(string id)
    {
        if (!_numbers.Remove(id, out var number)) return false;
        var document = _documents[number];
        for (var text = document.FirstText; text < document.FirstText + document.TextCount; text++)
        {
            _terms.Read(document.Stored.PartsOf(text));
            if (Uncount(_texts[text].Fingerprint)) foreach (var key in _terms.Counts.Keys) _frequencies[_table.Find(key)]--;
            _liveTexts--;
            _changedTexts++;
            _liveLength -= _terms.Length;
        }

        _removed = Bits.With(_removed, number);
        return true;
    }

    private void Append(MatchDocument source)
    {
        if (_textCount + source.Parts.Count > Postings.MostTexts) throw new InvalidOperationException("The index holds at most 2^24 texts.");
        var firstText = _textCount;
        MatchPart[] parts = options.Unit == MatchUnit.Part ? [.. source.Parts.Where(part => AppendText([part]))] : [.. source.Parts];
        if (options.Unit == MatchUnit.Whole && !AppendText(parts)) parts = [];
        Grow(ref _documents, _documentCount);
        var stored = new StoredDocument(source, parts, options.Unit, firstText);
        _documents[_documentCount] = new IndexedDocument(stored, firstText, _textCount - firstText, facets.NumbersOf(source.Facets));
        _numbers[source.Id] = _documentCount++;
    }

    private bool Uncount(ulong fingerprint)
    {
        ref var copies = ref CollectionsMarshal.GetValueRefOrNullRef(_copies, fingerprint);
        if (--copies > 0) return false;
        return _copies.Remove(fingerprint);
    }

    // False where there is no term to index.
    private bool AppendText(ReadOnlySpan<MatchPart> parts)
    {
        ReadTerms(parts);
        if (_terms.Length == 0) return false;
        var squares = 0.0;
        var fingerprint = _terms.Fingerprint();
        var isNew = ++CollectionsMarshal.GetValueRefOrAddDefault(_copies, fingerprint, out _) == 1;
        foreach (var (term, count) in CollectionsMarshal.AsSpan(_counts))
        {
            _postings.Append(term, Postings.Pack(_textCount, count));
            if (isNew) _frequencies[term]++;
            var weight = TermWeights.Damp(count) * _weights[term];
            squares += weight * (double)weight;
        }

        Grow(ref _texts, _textCount);
        _texts[_textCount++] = new IndexedText { Document = _documentCount, Length = _terms.Length, Fingerprint = fingerprint, InverseNorm = Cosine.InverseRoot(squares) };
        _liveTexts++;
        _changedTexts++;
        _liveLength += _terms.Length;
        return true;
    }

    // In the order of their numbers, so that the sum of squares comes out the same to the last bit when a refresh adds it up again.
    private void ReadTerms(ReadOnlySpan<MatchPart> parts)
    {
        _terms.Clear();
        foreach (var part in parts)
        {
            _terms.Add(part);
            LearnWords(part.Text);
        }

        _counts.Clear();
        foreach (var (key, count) in _terms.Counts)
        {
            var term = _table.GetOrAdd(key);
            Grow(ref _frequencies, term);
            _counts.Add((term, count));
        }

        _counts.Sort();
    }

    private void LearnWords(string text)
    {
        var known = _knownWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var token in _terms.Tokens)
        {
            if (token.Kind != TokenKind.Word) continue;
            var word = FoldedText.Fold(text.AsSpan(token.Span.Start, token.Span.Length));
            if (known.Add(word)) _words = _words.Add(word.ToString());
        }
    }

    private static void Grow<T>(ref T[] array, int index)
    {
        if (index >= array.Length) Array.Resize(ref array, Math.Max(index + 1, array.Length * 2));
    }
}
