using System.Buffers;

namespace Marketplace.Matching;

/// <summary>One question to the index, from the weights of its terms to explained results.</summary>
internal sealed class Ranking(IndexSnapshot index, MatchOptions options, FacetTable facets, MatchDocument query)
{
    private readonly List<QueryText> _texts = QueryText.Cut(index, query, options.Unit);
    private readonly FacetMatch _facets = new(facets, options.FacetWeights, query.Facets);

    public IReadOnlyList<MatchScore> Scores(int top, Func<string, bool>? accept) =>
        Run(top, accept, (_, document) => new MatchScore(document.Id, document.Score));

    public IReadOnlyList<MatchResult> Explained(int top, Func<string, bool>? accept) =>
        Run(top, accept, (pairs, document) => new MatchResult(document.Id, document.Score, Explain(pairs, document.Number)));

    private List<T> Run<T>(int top, Func<string, bool>? accept, Func<BestPairs, RankedDocument, T> result)
    {
        if (top == 0 || index.DocumentCount == 0) return [];
        using var pairs = new BestPairs(index, options, _texts.Count);
        var rented = ArrayPool<float>.Shared.Rent(index.TextCount);
        var sums = rented.AsSpan(0, index.TextCount);
        for (var text = 0; text < _texts.Count; text++)
        {
            sums.Clear();
            Cosine.Accumulate(index, _texts[text].Terms, sums);
            pairs.Take(text, sums);
        }

        ArrayPool<float>.Shared.Return(rented);
        return Top(pairs, top, accept).ConvertAll(document => result(pairs, document));
    }

    private List<RankedDocument> Top(BestPairs pairs, int top, Func<string, bool>? accept)
    {
        var best = new TopDocuments(top);
        for (var number = 0; number < index.DocumentCount; number++)
        {
            if (!index.IsLive(number)) continue;
            var fromFacets = _facets.IsEmpty ? 0 : _facets.Score(index.Documents[number].Facets);
            if (fromFacets <= 0 && !pairs.AnyShared(number)) continue;
            var score = pairs.Mean(number) + fromFacets;
            if (best.IsTooLow(score)) continue;
            var candidate = new RankedDocument(number, index.Documents[number].Stored.Source.Id, score);
            if (best.WouldTake(candidate) && (accept is null || accept(candidate.Id))) best.Take(candidate);
        }

        return best.BestFirst();
    }

    private MatchExplanation Explain(BestPairs pairs, int number)
    {
        ref readonly var document = ref index.Documents[number];
        return new Explainer(index, options, document.Stored, _texts).Explain(pairs.Of(number), _facets.Shared(document.Facets));
    }
}
