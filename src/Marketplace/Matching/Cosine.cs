using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>A term of a query text with its weight: (1 + ln tf) * idf / length of the query's vector.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightedTerm(int Term, float Weight);

/// <summary>Cosine similarity of one text with all texts of an index.</summary>
internal static class Cosine
{
    /// <summary>The weights of a text's terms. Terms that the index does not have lengthen the vector and are left out.</summary>
    public static WeightedTerm[] Weigh(IndexSnapshot index, Dictionary<ulong, int> counts)
    {
        List<WeightedTerm> terms = new(counts.Count);
        var squares = 0.0;
        foreach (var (key, count) in counts)
        {
            var term = index.Terms.Find(key);
            var weight = TermWeights.Damp(count) * (term < 0 ? index.Weights.OfUnknown : index.Weights[term]);
            squares += weight * (double)weight;
            if (term >= 0 && weight > 0) terms.Add(new(term, weight));
        }

        var scale = InverseRoot(squares);
        return [.. terms.Select(t => t with { Weight = t.Weight * scale })];
    }

    /// <summary>Adds up, for every text, the products of shared terms. Times the text's inverse norm this is the cosine.</summary>
    public static void Accumulate(IndexSnapshot index, ReadOnlySpan<WeightedTerm> terms, Span<float> sums)
    {
        foreach (var (term, weight) in terms)
        {
            var factor = weight * index.Weights[term];
            foreach (var posting in index.Postings.Read(term, index.TextCount))
            {
                sums[(int)(posting >> 8)] += (byte)posting == 1 ? factor : factor * TermWeights.Damp((byte)posting);
            }
        }
    }

    public static float InverseRoot(double squares) => squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
}
