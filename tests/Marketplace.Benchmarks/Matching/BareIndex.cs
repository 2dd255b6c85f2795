using Marketplace.Matching;

namespace Marketplace.Benchmarks.Matching;

/// <summary>
/// The least that could rank: flat posting arrays with finished weights, no changes, no readers beside, no parts, no reasons.
/// What the engine takes is read as a multiple of this, measured in the same run.
/// </summary>
public sealed class BareIndex
{
    private readonly Dictionary<ulong, (int[] Texts, float[] Weights)> _postings = [];
    private readonly float[] _sums;

    public BareIndex(IReadOnlyList<MatchDocument> documents)
    {
        _sums = new float[documents.Count];
        Dictionary<ulong, List<(int Text, int Count)>> lists = [];
        for (var text = 0; text < documents.Count; text++)
        {
            foreach (var (term, count) in Terms(documents[text]))
            {
                if (!lists.TryGetValue(term, out var list)) lists[term] = list = [];
                list.Add((text, count));
            }
        }

        foreach (var (term, list) in lists) _postings[term] = ([.. list.Select(p => p.Text)], [.. list.Select(p => Weight(p.Count, list.Count))]);
        Normalise();
    }

    /// <summary>Numbers of the ten best texts.</summary>
    public int[] Rank(MatchDocument query)
    {
        Array.Clear(_sums);
        foreach (var (term, count) in Terms(query))
        {
            if (!_postings.TryGetValue(term, out var list)) continue;
            var weight = Weight(count, list.Texts.Length);
            for (var i = 0; i < list.Texts.Length; i++) _sums[list.Texts[i]] += weight * list.Weights[i];
        }

        var best = new PriorityQueue<int, float>();
        for (var text = 0; text < _sums.Length; text++)
        {
            if (best.Count < 10) best.Enqueue(text, _sums[text]);
            else if (_sums[text] > _sums[best.Peek()]) best.EnqueueDequeue(text, _sums[text]);
        }

        return [.. best.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];
    }

    private void Normalise()
    {
        var squares = new double[_sums.Length];
        foreach (var (texts, weights) in _postings.Values)
        {
            for (var i = 0; i < texts.Length; i++) squares[texts[i]] += weights[i] * weights[i];
        }

        foreach (var (texts, weights) in _postings.Values)
        {
            for (var i = 0; i < texts.Length; i++) weights[i] /= (float)Math.Sqrt(squares[texts[i]]);
        }
    }

    private float Weight(int count, int frequency) => (float)((1 + Math.Log(count)) * Math.Log((_sums.Length + 1.0) / (frequency + 1)));

    private static IEnumerable<KeyValuePair<ulong, int>> Terms(MatchDocument document) => Tokenizer.Read(document.Parts[0].Text).CountBy(t => t.Term);
}
