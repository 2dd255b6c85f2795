using System.Buffers;
using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>Hears of a document that a search found.</summary>
internal delegate void DocumentFound(int number, double score, bool hasAllWords);

/// <summary>Collects what each document earns for the words of a search.</summary>
internal sealed class SearchScores(IndexSnapshot index) : IDisposable
{
    // The usual constants of BM25: how soon repetition stops to count, how much long texts are held back.
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    // A word that every document has still finds them all.
    private const float LeastWeight = 0.05f;

    private readonly Found[] _found = Rent(index.DocumentCount);
    private readonly List<int> _touched = [];
    private double _weightOfAll;
    private int _required;

    /// <summary>Adds one word, given as terms of which any will do.</summary>
    public void Add(List<ulong> alternatives, bool isRequired)
    {
        var terms = alternatives.Select(index.Terms.Find).Where(term => term >= 0).ToList();
        var weight = Math.Max(LeastWeight, terms.Count == 0 ? index.Weights.OfUnknown : terms.Min(term => index.Weights[term]));
        foreach (var term in terms) Look(term, weight);
        Settle(weight, isRequired);
        if (!isRequired) return;
        _weightOfAll += weight;
        _required++;
    }

    public List<SearchHit> Best(int top, Func<string, bool>? accept)
    {
        var heap = new TopDocuments(top);
        Each((number, score, hasAllWords) =>
        {
            var candidate = new RankedDocument(number, index.Documents[number].Stored.Source.Id, score, hasAllWords);
            if (heap.WouldTake(candidate) && (accept is null || accept(candidate.Id))) heap.Take(candidate);
        });
        return heap.BestFirst().ConvertAll(d => new SearchHit(d.Id, d.Score, d.IsAhead));
    }

    public void Each(DocumentFound tell)
    {
        for (var number = 0; number < index.DocumentCount; number++)
        {
            ref readonly var found = ref _found[number];
            if (found.Score <= 0 || !index.IsLive(number)) continue;
            var score = found.Score * (_required == 0 ? 1 : found.Weight / _weightOfAll);
            if (score > 0) tell(number, score, found.Required == _required);
        }
    }

    private void Look(int term, float weight)
    {
        foreach (var posting in index.Postings.Read(term, index.TextCount))
        {
            ref readonly var text = ref index.Texts[posting >> 8];
            ref var found = ref _found[text.Document];
            var count = posting & 255;
            var held = Saturation * (1 - LengthShare + LengthShare * text.Length / index.MeanLength);
            var score = (float)(weight * count * (Saturation + 1) / (count + held));
            if (found.OfWord == 0) _touched.Add(text.Document);
            found.OfWord = Math.Max(found.OfWord, score);
        }
    }

    private void Settle(float weight, bool isRequired)
    {
        foreach (var document in _touched)
        {
            ref var found = ref _found[document];
            found.Score += found.OfWord;
            found.OfWord = 0;
            if (!isRequired) continue;
            found.Weight += weight;
            found.Required++;
        }

        _touched.Clear();
    }

    private static Found[] Rent(int documents)
    {
        var found = ArrayPool<Found>.Shared.Rent(documents);
        Array.Clear(found, 0, documents);
        return found;
    }

    public void Dispose() => ArrayPool<Found>.Shared.Return(_found);

    [StructLayout(LayoutKind.Auto)]
    private struct Found
    {
        public float OfWord;
        public float Score;
        public float Weight;
        public int Required;
    }
}
