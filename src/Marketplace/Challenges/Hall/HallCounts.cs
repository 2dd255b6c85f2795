using System.Numerics;
using System.Runtime.InteropServices;

namespace Marketplace.Challenges.Hall;

/// <summary>
/// How many challenges each value of a facet would show, the facet's own choice left aside. Plain arrays, since a broad question
/// counts every challenge in every facet.
/// </summary>
public sealed class HallCounts(DateTimeOffset now)
{
    private static readonly HallFacet[] Facets = Enum.GetValues<HallFacet>();

    private readonly (DeadlineWindow Window, DateTimeOffset End)[] _windows = [.. Enum.GetValues<DeadlineWindow>().Select(w => (w, HallMatch.EndOf(w, now)))];
    private readonly int[][] _plain = [.. Enumerable.Range(0, Facets.Length + 1).Select(_ => new int[33])];
    private readonly Dictionary<Guid, (HallEntry Entry, int Count)> _publishers = [];

    /// <summary>The publishers with the most challenges in the answer.</summary>
    public IReadOnlyList<(Guid Id, string Name, string? NameEn, int Count)> Publishers(int most) =>
        [.. _publishers.OrderByDescending(p => p.Value.Count).ThenBy(p => p.Value.Entry.PublisherName, StringComparer.Ordinal).Take(most)
            .Select(p => (p.Key, p.Value.Entry.PublisherName, p.Value.Entry.PublisherNameEn, p.Value.Count))];

    public int Of(HallFacet facet, int value) => _plain[(int)facet][IsFlags(facet) ? BitOperations.TrailingZeroCount(value) : value];

    /// <summary>An entry counts for every facet if it passes all, and for one facet alone if it fails only that one.</summary>
    internal void Add(HallEntry entry, HallMatch.Failed failed)
    {
        if (failed.Count > 1) return;
        if (failed.Count == 1)
        {
            Add(entry, entry.PhaseAt(now), failed.Facet);
            return;
        }

        var phase = entry.PhaseAt(now);
        foreach (var facet in Facets) Add(entry, phase, facet);
    }

    private void Add(HallEntry entry, HallPhase phase, HallFacet facet)
    {
        var counts = _plain[(int)facet];
        switch (facet)
        {
            case HallFacet.Phase: counts[(int)phase]++; break;
            case HallFacet.Leading: AddFlags(counts, (uint)entry.Leading); break;
            case HallFacet.HardCore: AddFlags(counts, (uint)entry.HardCore); break;
            case HallFacet.Kind: Add(counts, (int?)entry.StatedKind); break;
            case HallFacet.Mode: Add(counts, (int?)entry.StatedMode); break;
            case HallFacet.Band: Add(counts, (int?)entry.Band); break;
            case HallFacet.Region: Add(counts, (int?)entry.StatedRegion); break;
            case HallFacet.Publisher: AddPublisher(entry); break;
            case HallFacet.Deadline:
                foreach (var (window, end) in _windows)
                {
                    if (phase == HallPhase.Open && entry.DeadlineAt <= end) counts[(int)window]++;
                }

                break;
            default: throw new ArgumentOutOfRangeException(nameof(facet), facet, "Unknown facet.");
        }
    }

    private static void Add(int[] counts, int? value)
    {
        if (value is { } known) counts[known]++;
    }

    private void AddPublisher(HallEntry entry)
    {
        if (entry.IsReference) return;
        ref var publisher = ref CollectionsMarshal.GetValueRefOrAddDefault(_publishers, entry.PublisherId, out _);
        publisher = (entry, publisher.Count + 1);
    }

    private static bool IsFlags(HallFacet facet) => facet is HallFacet.Leading or HallFacet.HardCore;

    private static void AddFlags(int[] counts, uint flags)
    {
        for (; flags != 0; flags &= flags - 1) counts[BitOperations.TrailingZeroCount(flags)]++;
    }
}
