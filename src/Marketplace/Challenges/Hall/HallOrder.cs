namespace Marketplace.Challenges.Hall;

/// <summary>The order of what the hall found, and the first of it.</summary>
internal static class HallOrder
{
    public static HallSort Of(HallFilter filter) => (filter.Sort, filter.Words) switch
    {
        (null, null) or (HallSort.Relevance, null) => HallSort.Newest,
        (null, _) => HallSort.Relevance,
        ({ } sort, _) => sort,
    };

    /// <param name="hits">Places in <paramref name="newestFirst"/>, ascending; equal ones stay in that order.</param>
    public static IEnumerable<HallEntry> First(HallEntry[] newestFirst, List<int> hits, int most, HallSort sort, float[]? scores, DateTimeOffset now)
    {
        IEnumerable<int> ordered = sort switch
        {
            HallSort.Newest => hits,
            HallSort.Relevance => Best(hits, most, scores!),
            // What can still be bid for comes first, the soonest at the top.
            HallSort.Deadline => hits.OrderBy(i => newestFirst[i].PhaseAt(now) == HallPhase.Open ? 0 : 1).ThenBy(i => newestFirst[i].DeadlineAt ?? DateTimeOffset.MaxValue),
            HallSort.Bounty => hits.OrderByDescending(i => newestFirst[i].Bounty.HighMinor ?? newestFirst[i].Bounty.LowMinor ?? -1),
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Unknown order."),
        };
        return ordered.Take(most).Select(i => newestFirst[i]);
    }

    // A broad search finds everything and a page shows twenty: sorting all would cost more than searching.
    private static List<int> Best(List<int> hits, int most, float[] scores)
    {
        var best = new PriorityQueue<int, (float Score, int Newer)>(Math.Min(most, hits.Count));
        foreach (var hit in hits)
        {
            if (best.Count < most) best.Enqueue(hit, (scores[hit], -hit));
            else if (best.TryPeek(out _, out var least) && scores[hit] > least.Score) best.EnqueueDequeue(hit, (scores[hit], -hit));
        }

        var worstFirst = new List<int>(best.Count);
        while (best.TryDequeue(out var hit, out _)) worstFirst.Add(hit);
        worstFirst.Reverse();
        return worstFirst;
    }
}
