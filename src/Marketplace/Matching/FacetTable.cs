using System.Collections.Concurrent;

namespace Marketplace.Matching;

/// <summary>Numbers the facets that documents carry, so that comparing them is comparing small numbers.</summary>
internal sealed class FacetTable
{
    private readonly ConcurrentDictionary<MatchFacet, int> _numbers = new();

    /// <summary>Numbers for the facets of a document that is put into the index.</summary>
    public int[] NumbersOf(IReadOnlyList<MatchFacet> facets) =>
        facets.Count == 0 ? [] : [.. facets.Distinct().Select(facet => _numbers.GetOrAdd(facet, static (_, count) => count, _numbers.Count))];

    /// <summary>The number of a facet, or -1 where no document carries it.</summary>
    public int Find(MatchFacet facet) => _numbers.GetValueOrDefault(facet, -1);
}
