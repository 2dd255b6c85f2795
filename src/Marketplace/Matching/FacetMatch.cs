namespace Marketplace.Matching;

/// <summary>The facets of one query against those of documents. A facet name counts once, however many of its values are shared.</summary>
internal sealed class FacetMatch
{
    private readonly List<Wanted> _wanted = [];

    public FacetMatch(FacetTable table, IReadOnlyDictionary<string, double> weights, IReadOnlyList<MatchFacet> facets)
    {
        foreach (var facet in facets.Distinct())
        {
            var number = table.Find(facet);
            if (number >= 0 && weights.TryGetValue(facet.Name, out var weight) && weight > 0) _wanted.Add(new(number, facet, weight));
        }
    }

    /// <summary>Nothing that was asked for can be shared.</summary>
    public bool IsEmpty => _wanted.Count == 0;

    /// <summary>What the shared facets add to the score of a document.</summary>
    public double Score(int[] facets)
    {
        if (facets.Length == 0) return 0;
        var score = 0.0;
        for (var i = 0; i < _wanted.Count; i++)
        {
            if (facets.Contains(_wanted[i].Number) && !NameWasShared(i, facets)) score += _wanted[i].Weight;
        }

        return score;
    }

    /// <summary>The shared facets; the weight of a name is divided equally among its shared values.</summary>
    public IReadOnlyList<SharedFacet> Shared(int[] facets) =>
    [
        .. _wanted.Where(w => facets.Contains(w.Number)).GroupBy(w => w.Facet.Name, StringComparer.Ordinal)
            .SelectMany(same => same.Select(w => new SharedFacet(w.Facet.Name, w.Facet.Value, w.Weight / same.Count()))),
    ];

    private bool NameWasShared(int before, int[] facets)
    {
        for (var i = 0; i < before; i++)
        {
            if (_wanted[i].Facet.Name == _wanted[before].Facet.Name && facets.Contains(_wanted[i].Number)) return true;
        }

        return false;
    }

    private readonly record struct Wanted(int Number, MatchFacet Facet, double Weight);
}
