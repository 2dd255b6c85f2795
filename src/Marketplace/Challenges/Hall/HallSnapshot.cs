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

    /// <param name="scores">What each entry earns for the words that were asked for, by its place among the newest; null without words.</param>
    public HallPage Page(HallFilter filter, float[]? scores = null)
    {
        var now = _clock.GetUtcNow();
        // Words make too many different questions to keep.
        if (scores is not null) return Answer(filter, scores, now);
        if (_kept.TryGetValue(filter, out var kept) && now - kept.At < KeepCounts && now >= kept.At) return kept.Page;
        var page = Answer(filter, null, now);
        if (_kept.Count >= MaxKept) _kept.Clear();
        _kept[filter] = (page, now);
        return page;
    }

    /// <summary>As <see cref="Page"/>, without pages and counts.</summary>
    public IReadOnlyList<HallEntry> All(HallFilter filter, float[]? scores)
    {
        var now = _clock.GetUtcNow();
        var hits = Enumerable.Range(0, Count).Where(i => IsFound(scores, i) && HallMatch.Missed(_newestFirst[i], filter, now).Count == 0).ToList();
        return [.. HallOrder.First(_newestFirst, hits, hits.Count, HallOrder.Of(filter), scores, now)];
    }

    internal HallSnapshot With(IReadOnlyList<HallEntry> fresh, IReadOnlySet<Guid> gone, TimeProvider clock)
    {
        var replaced = fresh.Select(e => e.Id).ToHashSet();
        return new(_newestFirst.Where(e => !replaced.Contains(e.Id) && !gone.Contains(e.Id)).Concat(fresh), clock);
    }

    private HallPage Answer(HallFilter filter, float[]? scores, DateTimeOffset now)
    {
        var counts = new HallCounts(now);
        var hits = new List<int>();
        for (var i = 0; i < _newestFirst.Length; i++)
        {
            if (!IsFound(scores, i)) continue;
            var missed = HallMatch.Missed(_newestFirst[i], filter, now);
            if (missed.Count == 0) hits.Add(i);
            counts.Add(_newestFirst[i], missed);
        }

        var pages = Math.Max(1, (hits.Count + HallFilter.PageSize - 1) / HallFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var shown = HallOrder.First(_newestFirst, hits, page * HallFilter.PageSize, HallOrder.Of(filter), scores, now).Skip((page - 1) * HallFilter.PageSize);
        return new([.. shown], hits.Count, page, pages, counts, filter);
    }

    private static bool IsFound(float[]? scores, int place) => scores is null || scores[place] > 0;

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
