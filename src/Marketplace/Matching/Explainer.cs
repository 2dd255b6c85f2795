namespace Marketplace.Matching;

/// <summary>Takes the score of one result apart again: which terms of which texts made it.</summary>
internal sealed class Explainer(IndexSnapshot index, MatchOptions options, StoredDocument document, List<QueryText> queryTexts)
{
    private readonly SharedTerms _shared = new();

    public MatchExplanation Explain(ReadOnlySpan<PairScore> pairs, IReadOnlyList<SharedFacet> facets)
    {
        List<PartScore> parts = new(pairs.Length);
        var commonness = 0.0;
        foreach (var pair in pairs)
        {
            if (pair.Score == 0) continue; // no fifth pair that shares anything
            var hub = BestPairs.HubWeight(options) * index.Texts[pair.Text].Hubness;
            commonness += hub / pairs.Length;
            parts.Add(new PartScore(queryTexts[pair.QueryText].Key, document.KeyOf(pair.Text), pair.Score + hub, pair.Score / (double)pairs.Length));
            AddTerms(pair, 1.0 / pairs.Length);
        }

        return new MatchExplanation(_shared.HeaviestFirst(), _shared.SingleCharacters, commonness, parts, facets);
    }

    private void AddTerms(PairScore pair, double share)
    {
        var query = queryTexts[pair.QueryText];
        var weights = query.Terms.ToDictionary(t => t.Term, t => t.Weight);
        var places = query.PlacesIn(document.PartsOf(pair.Text));
        Dictionary<ulong, double> shared = [];
        foreach (var key in places.Terms)
        {
            var term = index.Terms.Find(key);
            if (term < 0 || !weights.TryGetValue(term, out var weight)) continue;
            var textWeight = TermWeights.Damp(places.Of(key).Count) * index.Weights[term] * index.Texts[pair.Text].InverseNorm;
            if (textWeight > 0) shared[key] = weight * (double)textWeight * share;
        }

        _shared.Add(shared, query.Places, places);
    }
}
