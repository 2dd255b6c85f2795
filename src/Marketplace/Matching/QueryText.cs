namespace Marketplace.Matching;

/// <summary>One text of a query: all its parts together, or one of them.</summary>
internal sealed class QueryText(string? key, MatchPart[] parts, IndexSnapshot index, TextTerms terms)
{
    private readonly HashSet<ulong> _keys = [.. terms.Counts.Keys];
    private TextPlaces? _places;

    public string? Key => key;

    public WeightedTerm[] Terms { get; } = Cosine.Weigh(index, terms.Counts);

    /// <summary>Where its terms stand: read only when a result is explained.</summary>
    public TextPlaces Places => _places ??= new TextPlaces(parts, _keys);

    /// <summary>Where its terms stand in another text.</summary>
    public TextPlaces PlacesIn(ReadOnlySpan<MatchPart> other) => new(other, _keys);

    /// <summary>Cuts a query the other way round than the documents of the index are cut. Parts without a term are left out.</summary>
    public static List<QueryText> Cut(IndexSnapshot index, MatchDocument query, MatchUnit documents)
    {
        var terms = new TextTerms();
        List<QueryText> texts = [];
        if (documents == MatchUnit.Part) Add(null, [.. query.Parts]);
        else foreach (var part in query.Parts) Add(part.Key, [part]);
        return texts;

        void Add(string? key, MatchPart[] parts)
        {
            terms.Read(parts);
            if (terms.Length > 0) texts.Add(new(key, parts, index, terms));
        }
    }
}
