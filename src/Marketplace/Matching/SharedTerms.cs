namespace Marketplace.Matching;

/// <summary>
/// Brings shared terms into readable form. Each term's weight goes to the longest stretch of the found text that it is part of, so
/// that "deep", "learning" and "deep learning" appear once, and pairs of Chinese characters appear as the word they make up.
/// </summary>
internal sealed class SharedTerms
{
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>Weight of what makes no readable stretch.</summary>
    public double SingleCharacters { get; private set; }

    /// <summary>Adds the terms that a pair of texts shares, each with its weight.</summary>
    public void Add(Dictionary<ulong, double> shared, TextPlaces query, TextPlaces match)
    {
        var runs = match.Runs(shared.Keys);
        Dictionary<string, List<ulong>> termsOfGroup = new(StringComparer.Ordinal);
        foreach (var (term, weight) in shared)
        {
            var run = match.Trimmed(LongestRun(runs, match.Of(term)));
            if (match.IsReadable(run)) Assign(term, weight, match.TextOf(run));
            else SingleCharacters += weight;
        }

        foreach (var (key, terms) in termsOfGroup)
        {
            _groups[key].InQuery.UnionWith(ReadablePlaces(query, terms));
            _groups[key].InMatch.UnionWith(ReadablePlaces(match, terms));
        }

        void Assign(ulong term, double weight, string text)
        {
            var key = FoldedText.Fold(text).ToString();
            if (!_groups.TryGetValue(key, out var group)) _groups[key] = group = new Group(text);
            group.Weight += weight;
            if (!termsOfGroup.TryGetValue(key, out var terms)) termsOfGroup[key] = terms = [];
            terms.Add(term);
        }
    }

    public IReadOnlyList<SharedTerm> HeaviestFirst() =>
    [
        .. _groups.Values.OrderByDescending(g => g.Weight).ThenBy(g => g.Text, StringComparer.Ordinal)
            .Select(g => new SharedTerm(g.Text, g.Weight, [.. g.InQuery], [.. g.InMatch])),
    ];

    private static Occurrence LongestRun(List<Occurrence> runs, List<Occurrence> occurrences)
    {
        var longest = RunAround(runs, occurrences[0]);
        for (var i = 1; i < occurrences.Count; i++)
        {
            var run = RunAround(runs, occurrences[i]);
            if (run.Span.Length > longest.Span.Length) longest = run;
        }

        return longest;
    }

    // Runs ascend by part and start: the last one that does not begin after the occurrence.
    private static Occurrence RunAround(List<Occurrence> runs, Occurrence occurrence)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var run = runs[middle];
            if (run.Part < occurrence.Part || (run.Part == occurrence.Part && run.Span.Start <= occurrence.Span.Start)) low = middle;
            else high = middle - 1;
        }

        return runs[low];
    }

    private static IEnumerable<Place> ReadablePlaces(TextPlaces side, List<ulong> terms) =>
        side.Runs(terms).Select(side.Trimmed).Where(side.IsReadable).Select(side.PlaceOf);

    private sealed class Group(string text)
    {
        public string Text { get; } = text;

        public double Weight { get; set; }

        public HashSet<Place> InQuery { get; } = [];

        public HashSet<Place> InMatch { get; } = [];
    }
}
