using System.Buffers;
using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>A pair of a query text and a document text with its similarity after the hub penalty.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairScore(float Score, int QueryText, int Text);

/// <summary>
/// Keeps for every document the five best pairs of texts. Its score is their mean; with up to three pairs it is the best one alone,
/// since a mean over few would punish the second text. Measured better than the mean of all and than the best alone.
/// </summary>
internal sealed class BestPairs : IDisposable
{
    private const int Most = 5;
    private const int BestAloneUpTo = 3;

    private readonly IndexSnapshot _index;
    private readonly int _queryTexts;
    private readonly float _hubWeight;

    // Each text of a document brings room for as many pairs as there are query texts, up to five.
    private readonly int _room;
    private readonly PairScore[] _best;
    private readonly ulong[] _shared;

    public BestPairs(IndexSnapshot index, MatchOptions options, int queryTexts)
    {
        (_index, _queryTexts, _hubWeight, _room) = (index, queryTexts, HubWeight(options), Math.Min(Most, queryTexts));
        _best = ArrayPool<PairScore>.Shared.Rent(index.TextCount * _room);
        _shared = new ulong[index.DocumentCount / 64 + 1];
        Array.Fill(_best, new PairScore(_hubWeight > 0 ? float.NegativeInfinity : 0, -1, -1), 0, index.TextCount * _room);
    }

    /// <summary>Half the hubness goes off: the ranking of 2S - hub10, on the scale of S.</summary>
    public static float HubWeight(MatchOptions options) => options.HubPenalty ? 0.5f : 0;

    /// <summary>Takes in the sums of one query text against all texts.</summary>
    public void Take(int queryText, ReadOnlySpan<float> sums)
    {
        for (var document = 0; document < _index.DocumentCount; document++)
        {
            var (first, count) = TextsOf(document);
            for (var text = first; text < first + count; text++)
            {
                // Without a penalty, what shares nothing scores 0, which stands there already.
                var sum = sums[text];
                if (sum == 0 && _hubWeight == 0) continue;
                if (sum > 0) _shared[document >> 6] |= 1UL << (document & 63);
                ref readonly var indexed = ref _index.Texts[text];
                Keep(first * _room, count * _room, new PairScore(sum * indexed.InverseNorm - _hubWeight * indexed.Hubness, queryText, text));
            }
        }
    }

    public bool AnyShared(int document) => Bits.Get(_shared, document);

    /// <summary>The pairs that the score is the mean of; none where nothing is shared and the document was found by its facets alone.</summary>
    public ReadOnlySpan<PairScore> Of(int document)
    {
        if (!AnyShared(document)) return [];
        var (first, count) = TextsOf(document);
        var pairs = count * _queryTexts;
        return _best.AsSpan(first * _room, pairs <= BestAloneUpTo ? 1 : Math.Min(pairs, Most));
    }

    public double Mean(int document)
    {
        var pairs = Of(document);
        if (pairs.Length <= 1) return pairs.IsEmpty ? 0 : pairs[0].Score;
        var total = 0.0;
        foreach (var pair in pairs) total += pair.Score;
        return total / pairs.Length;
    }

    public void Dispose() => ArrayPool<PairScore>.Shared.Return(_best);

    private (int First, int Count) TextsOf(int document)
    {
        ref readonly var indexed = ref _index.Documents[document];
        return (indexed.FirstText, indexed.TextCount);
    }

    private void Keep(int from, int room, PairScore pair)
    {
        var at = from + Math.Min(room, Most) - 1;
        if (pair.Score <= _best[at].Score) return;
        for (; at > from && _best[at - 1].Score < pair.Score; at--) _best[at] = _best[at - 1];
        _best[at] = pair;
    }
}
