namespace Marketplace.Matching;

internal sealed partial class IndexWriter
{
    /// <summary>Brings all weights up to the present collection. Readers keep theirs until the next snapshot.</summary>
    public void Refresh()
    {
        if (_textCount - _liveTexts > _liveTexts + DeadTextsAllowed) RebuildStorage();
        _weights = FreezeWeights();
        _texts = WithFreshNorms();
        _changedTexts = 0;
        MeasureHubs(0);
    }

    /// <summary>The hubness of the texts from a number on, by the present weights.</summary>
    public void MeasureHubs(int firstText)
    {
        if (!options.HubPenalty) return;
        var index = Capture();
        using var hubs = new HubMeter(index);
        for (var text = firstText; text < _textCount; text++)
        {
            var number = _texts[text].Document;
            if (!index.IsLive(number)) continue;
            _terms.Read(_documents[number].Stored.PartsOf(text));
            _texts[text].Hubness = hubs.Measure(number, _texts[text].Fingerprint, _terms.Counts);
        }
    }

    private TermWeights FreezeWeights()
    {
        var idf = new float[_table.Count];
        for (var term = 0; term < idf.Length; term++) idf[term] = TermWeights.Idf(_frequencies[term], _copies.Count);
        return new TermWeights(idf, _copies.Count);
    }

    // A new array: the old one goes on serving the readers of earlier snapshots.
    private IndexedText[] WithFreshNorms()
    {
        var squares = new double[_textCount];
        for (var term = 0; term < _table.Count; term++)
        {
            foreach (var posting in _postings.Read(term, _textCount))
            {
                var weight = TermWeights.Damp((byte)posting) * _weights[term];
                squares[posting >> 8] += weight * (double)weight;
            }
        }

        var texts = new IndexedText[_texts.Length];
        for (var text = 0; text < _textCount; text++) texts[text] = _texts[text] with { InverseNorm = Cosine.InverseRoot(squares[text]) };
        return texts;
    }

    private void RebuildStorage()
    {
        var live = _documents.Take(_documentCount).Where((_, number) => !Bits.Get(_removed, number)).Select(d => d.Stored.Source).ToList();
        (_table, _postings, _removed) = (new(), new(), []);
        (_frequencies, _texts, _documents) = (new int[1024], new IndexedText[64], new IndexedDocument[64]);
        (_textCount, _documentCount, _liveTexts, _liveLength) = (0, 0, 0, 0);
        _copies.Clear();
        _knownWords.Clear();
        _words = _words.Clear();
        _weights = new([], 0);
        foreach (var document in live) Append(document);
    }
}
