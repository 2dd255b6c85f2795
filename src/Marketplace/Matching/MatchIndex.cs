namespace Marketplace.Matching;

/// <summary>
/// Ranks documents by how well their texts fit a query, and says why. Many readers and one writer at a time work together: a reader
/// sees the index as it was when it began and never waits; writers queue. The same documents and the same question give the same answer.
/// </summary>
public sealed class MatchIndex
{
    private readonly Lock _writing = new();
    private readonly FacetTable _facets = new();
    private readonly MatchOptions _options;
    private readonly IndexWriter _writer;
    private volatile IndexSnapshot _current;

    public MatchIndex(MatchOptions? options = null)
    {
        _options = options ?? new MatchOptions();
        _writer = new IndexWriter(_options, _facets);
        _current = _writer.Capture();
    }

    internal IndexSnapshot Current => _current;

    /// <summary>Number of documents.</summary>
    public int Count
    {
        get
        {
            lock (_writing) return _writer.Count;
        }
    }

    /// <summary>Puts a document in, or in the place of the one with the same id.</summary>
    public void Upsert(MatchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        lock (_writing)
        {
            var before = _current.TextCount;
            _writer.Put(document);
            Settle(before);
        }
    }

    /// <summary>Takes a document out. False where there was none.</summary>
    public bool Remove(string id)
    {
        lock (_writing)
        {
            if (!_writer.Remove(id)) return false;
            Settle(_current.TextCount);
            return true;
        }
    }

    /// <summary>Puts in many documents and weighs them once at the end: the way to fill an index at start.</summary>
    public void Load(IEnumerable<MatchDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        lock (_writing)
        {
            foreach (var document in documents) _writer.Put(document);
            _writer.Refresh();
            _current = _writer.Capture();
        }
    }

    /// <summary>Brings the weights up to date now. They are kept near enough without it, see <see cref="IndexWriter"/>.</summary>
    public void Refresh() => Load([]);

    /// <summary>
    /// The best documents for a query, best first, equal scores by id. Only documents that share a term or a weighted facet are listed.
    /// </summary>
    /// <param name="accept">Leaves out documents by their id, for instance the asker's own.</param>
    public IReadOnlyList<MatchResult> Rank(MatchDocument query, int top, Func<string, bool>? accept = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        return new Ranking(_current, _options, _facets, query).Explained(top, accept);
    }

    /// <summary>The same ranking without the reasons: for long lists.</summary>
    public IReadOnlyList<MatchScore> Score(MatchDocument query, int top, Func<string, bool>? accept = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        return new Ranking(_current, _options, _facets, query).Scores(top, accept);
    }

    /// <summary>Why a document fits a query, or null where it shares nothing with it.</summary>
    public MatchResult? Explain(MatchDocument query, string id) => Rank(query, 1, candidate => candidate == id).SingleOrDefault();

    private void Settle(int firstNewText)
    {
        if (_writer.IsDue) _writer.Refresh();
        else _writer.MeasureHubs(firstNewText);
        _current = _writer.Capture();
    }
}
