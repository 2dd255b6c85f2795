using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>A document with its score.</summary>
/// <param name="IsAhead">Stands before all that are not, whatever the score.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RankedDocument(int Number, string Id, double Score, bool IsAhead = false);

/// <summary>Keeps the best of many documents: higher score first, equal scores by id.</summary>
internal sealed class TopDocuments(int top)
{
    private static readonly Comparer<RankedDocument> WorstFirst = Comparer<RankedDocument>.Create((a, b) =>
        a.IsAhead != b.IsAhead ? a.IsAhead.CompareTo(b.IsAhead) : a.Score != b.Score ? a.Score.CompareTo(b.Score) : string.CompareOrdinal(b.Id, a.Id));

    private readonly PriorityQueue<RankedDocument, RankedDocument> _kept = new(WorstFirst);
    private double _lowest;

    /// <summary>A quick answer for the many, before their ids are looked at. Where some stand ahead, ask <see cref="WouldTake"/>.</summary>
    public bool IsTooLow(double score) => _kept.Count == top && score < _lowest;

    public bool WouldTake(RankedDocument document) => _kept.Count < top || WorstFirst.Compare(document, _kept.Peek()) > 0;

    public void Take(RankedDocument document)
    {
        if (_kept.Count < top) _kept.Enqueue(document, document);
        else _kept.EnqueueDequeue(document, document);
        _lowest = _kept.Peek().Score;
    }

    public List<RankedDocument> BestFirst()
    {
        List<RankedDocument> best = new(_kept.Count);
        while (_kept.Count > 0) best.Add(_kept.Dequeue());
        best.Reverse();
        return best;
    }
}
