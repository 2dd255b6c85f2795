using System.Collections.Concurrent;

namespace Marketplace.Challenges.Hall;

/// <summary>The hall at one moment: never changed, replaced as a whole.</summary>
public sealed class HallSnapshot
{
    /// <summary>Phases shift with the clock alone, so counts are kept no longer than this.</summary>
    private static readonly TimeSpan KeepCounts = TimeSpan.FromSeconds(20);
    private const int MaxKept = 400;

    private readonly TimeProvider _clock;
    private readonly HallEntry[] _newestFirst;
    private readonly ConcurrentDictionary<HallFilter, (HallPage Page, DateTimeOffset At)> _kept = new(new SameQuestion());

    public HallSnapshot(IEnumerable<HallEntry> entries, TimeProvider clock)
    {
        _clock = clock;
        _newestFirst = [.. entries];
        Array.Sort(_newestFirst, static (a, b) => b.PostedAt.CompareTo(a.PostedAt) is var order and not 0 ? order : string.CompareOrdinal(b.Code, a.Code));
    }

    public int Count => _newestFirst.Length;

    public IReadOnlyList<HallEntry> NewestFirst => _newestFirst;

    /// <param name="found">Ids with their text scores where words were asked for; null otherwise.</param>
    public HallPage Page(HallFilter filter, IReadOnlyDictionary<Guid, float>? found = null)
    {
        var now = _clock.GetUtcNow();
        // Words make too many different questions to keep.
        if (found is not null) return Answer(filter, found, now);
        if (_kept.TryGetValue(filter, out var kept) && now - kept.At < KeepCounts && now >= kept.At) return kept.Page;
        var page = Answer(filter, null, now);
        if (_kept.Count >= MaxKept) _kept.Clear();
        _kept[filter] = (page, now);
        return page;
    }

    /// <summary>As <see cref="Page"/>, without pages and counts.</summary>
    public IReadOnlyList<HallEntry> All(HallFilter filter, IReadOnlyDictionary<Guid, float>? found)
    {
        var now = _clock.GetUtcNow();
        var hits = _newestFirst.Where(e => (found is null || found.ContainsKey(e.Id)) && HallMatch.Missed(e, filter, now).Count == 0).ToList();
        Sort(hits, filter, found, now);
        return hits;
    }

    internal HallSnapshot With(IReadOnlyList<HallEntry> fresh, IReadOnlySet<Guid> gone, TimeProvider clock)
    {
        var replaced = fresh.Select(e => e.Id).ToHashSet();
        return new(_newestFirst.Where(e => !replaced.Contains(e.Id) && !gone.Contains(e.Id)).Concat(fresh), clock);
    }

    private HallPage Answer(HallFilter filter, IReadOnlyDictionary<Guid, float>? found, DateTimeOffset now)
    {
        var counts = new HallCounts();
        var hits = new List<HallEntry>();
        foreach (var entry in _newestFirst)
        {
            if (found is not null && !found.ContainsKey(entry.Id)) continue;
            var missed = HallMatch.Missed(entry, filter, now);
            if (missed.Count == 0) hits.Add(entry);
            HallMatch.Count(entry, missed, counts, now);
        }

        Sort(hits, filter, found, now);
        var pages = Math.Max(1, (hits.Count + HallFilter.PageSize - 1) / HallFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var shown = hits.GetRange((page - 1) * HallFilter.PageSize, Math.Min(HallFilter.PageSize, hits.Count - ((page - 1) * HallFilter.PageSize)));
        return new(shown, hits.Count, page, pages, counts, filter);
    }

    private static void Sort(List<HallEntry> hits, HallFilter filter, IReadOnlyDictionary<Guid, float>? found, DateTimeOffset now)
    {
        var sort = filter.Sort ?? (found is null ? HallSort.Newest : HallSort.Relevance);
        var ordered = sort switch
        {
            HallSort.Newest => null,
            HallSort.Relevance when found is null => null,
            HallSort.Relevance => hits.OrderByDescending(e => found![e.Id]),
            // What can still be bid for comes first, the soonest at the top.
            HallSort.Deadline => hits.OrderBy(e => e.PhaseAt(now) == HallPhase.Open ? 0 : 1).ThenBy(e => e.DeadlineAt ?? DateTimeOffset.MaxValue),
            HallSort.Bounty => hits.OrderByDescending(e => e.Bounty.HighMinor ?? e.Bounty.LowMinor ?? -1),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), sort, "Unknown order."),
        };
        if (ordered is null) return;
        var sorted = ordered.ToList();
        hits.Clear();
        hits.AddRange(sorted);
    }

    private sealed class SameQuestion : IEqualityComparer<HallFilter>
    {
        public bool Equals(HallFilter? a, HallFilter? b) => ReferenceEquals(a, b) || (a is not null && b is not null && Key(a) == Key(b));

        public int GetHashCode(HallFilter filter) => Key(filter).GetHashCode();

        private static (HallSort?, int, LeadingIndustry, HardCoreIndustry, DeadlineWindow?, Guid?, ulong) Key(HallFilter f) =>
            (f.Sort, f.Page, f.Leading, f.HardCore, f.Deadline, f.Publisher, Bits(f));

        // Each choice is one bit: small enumerations, eight bits a facet.
        private static ulong Bits(HallFilter f)
        {
            var bits = 0UL;
            foreach (var v in f.Phases) bits |= 1UL << (int)v;
            foreach (var v in f.Kinds) bits |= 1UL << (8 + (int)v);
            foreach (var v in f.Modes) bits |= 1UL << (16 + (int)v);
            foreach (var v in f.Bands) bits |= 1UL << (24 + (int)v);
            foreach (var v in f.Regions) bits |= 1UL << (32 + (int)v);
            return bits;
        }
    }
}
