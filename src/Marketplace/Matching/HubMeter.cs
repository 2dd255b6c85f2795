using System.Buffers;
using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>
/// Measures how much a text resembles everything: the mean of its ten largest similarities to texts of other documents (its own
/// document's other texts are left out: a specialised profile is no hub). Only its heaviest terms are looked up, fewer where their
/// lists are long: the light ones cost most and, as measured, change no ranking.
/// </summary>
internal sealed class HubMeter(IndexSnapshot index) : IDisposable
{
    private const int Neighbours = 10;
    private const int HeaviestTerms = 64;
    private const int MostPostings = 20_000;

    private readonly float[] _sums = Rent(index.TextCount);
    private readonly List<int> _touched = [];

    public float Measure(int document, ulong fingerprint, Dictionary<ulong, int> counts)
    {
        var terms = Cosine.Weigh(index, counts);
        Array.Sort(terms, (a, b) => b.Weight != a.Weight ? b.Weight.CompareTo(a.Weight) : a.Term.CompareTo(b.Term));
        Accumulate(terms.AsSpan(0, Math.Min(terms.Length, HeaviestTerms)));
        return Nearest(document, fingerprint);
    }

    private void Accumulate(ReadOnlySpan<WeightedTerm> terms)
    {
        var read = 0;
        foreach (var (term, weight) in terms)
        {
            var postings = index.Postings.Read(term, index.TextCount);
            read += postings.Length;
            if (read > MostPostings) return;
            var factor = weight * index.Weights[term];
            foreach (var posting in postings)
            {
                ref var sum = ref _sums[posting >> 8];
                if (sum == 0) _touched.Add((int)(posting >> 8));
                sum += factor * TermWeights.Damp((byte)posting);
            }
        }
    }

    private float Nearest(int document, ulong fingerprint)
    {
        Span<Neighbour> best = stackalloc Neighbour[Neighbours];
        foreach (var text in _touched)
        {
            ref readonly var other = ref index.Texts[text];
            if (index.IsLive(other.Document) && other.Document != document && other.Fingerprint != fingerprint)
            {
                Keep(best, new(_sums[text] * other.InverseNorm, other.Fingerprint));
            }

            _sums[text] = 0;
        }

        _touched.Clear();
        var total = 0f;
        foreach (var neighbour in best) total += neighbour.Similarity;
        return total / Neighbours;
    }

    // The same text may stand in several documents (a result that two share): it is one neighbour.
    private static void Keep(Span<Neighbour> best, Neighbour found)
    {
        var at = best.Length - 1;
        if (found.Similarity <= best[at].Similarity) return;
        foreach (var kept in best)
        {
            if (kept.Fingerprint == found.Fingerprint) return;
        }

        for (; at > 0 && best[at - 1].Similarity < found.Similarity; at--) best[at] = best[at - 1];
        best[at] = found;
    }

    private static float[] Rent(int length)
    {
        var sums = ArrayPool<float>.Shared.Rent(length);
        Array.Clear(sums);
        return sums;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_sums);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Neighbour(float Similarity, ulong Fingerprint);
}
