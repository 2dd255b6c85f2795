namespace Marketplace.Benchmarks.Matching;

/// <summary>Sums up how well rankings find what is relevant (binary relevance, means over the queries).</summary>
public sealed class RankingMeasures
{
    private readonly List<double> _reciprocalRanks = [];
    private readonly List<double> _gains = [];
    private double _recallAt1;
    private double _recallAt10;

    /// <summary>Mean of 1 / rank of the best relevant document, 0 where none was found.</summary>
    public double MeanReciprocalRank => _reciprocalRanks.Average();

    /// <summary>nDCG at 10 with log2 discount.</summary>
    public double GainAt10 => _gains.Average();

    public int Queries => _gains.Count;

    public double RecallAt1 => _recallAt1 / _gains.Count;

    public double RecallAt10 => _recallAt10 / _gains.Count;

    public double ErrorOfReciprocalRank => StandardError(_reciprocalRanks);

    public double ErrorOfGain => StandardError(_gains);

    /// <summary>Takes in one ranking with its scores, best first. Equal scores share their mean rank.</summary>
    public void Add(IReadOnlyList<(string Id, double Score)> ranking, HashSet<string> relevant)
    {
        var ranks = RanksOf(ranking, relevant);
        _recallAt1 += ranks.Count(rank => rank <= 1) / (double)relevant.Count;
        _recallAt10 += ranks.Count(rank => rank <= 10) / (double)relevant.Count;
        _reciprocalRanks.Add(ranks.Count > 0 ? 1 / ranks[0] : 0);
        _gains.Add(ranks.Where(rank => rank <= 10).Sum(Discount) / Enumerable.Range(1, Math.Min(10, relevant.Count)).Sum(rank => Discount(rank)));
    }

    private static List<double> RanksOf(IReadOnlyList<(string Id, double Score)> ranking, HashSet<string> relevant)
    {
        List<double> ranks = [];
        for (var first = 0; first < ranking.Count;)
        {
            var next = first + 1;
            while (next < ranking.Count && ranking[next].Score == ranking[first].Score) next++;
            for (var i = first; i < next; i++)
            {
                if (relevant.Contains(ranking[i].Id)) ranks.Add((first + 1 + next) / 2.0);
            }

            first = next;
        }

        return ranks;
    }

    private static double Discount(double rank) => 1 / Math.Log2(1 + rank);

    private static double StandardError(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count * Math.Max(1.0, values.Count - 1)));
    }
}
