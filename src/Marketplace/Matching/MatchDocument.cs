namespace Marketplace.Matching;

/// <summary>Something that can be matched: texts in named parts, and optionally labels such as an industry.</summary>
/// <param name="Id">Unique within an index; a later document of the same id takes its place.</param>
/// <param name="Parts">Texts with a key of the caller's choice, unique within the document. Parts without a word are ignored.</param>
public sealed record MatchDocument(string Id, IReadOnlyList<MatchPart> Parts)
{
    /// <summary>Labels compared for equality, never split into words.</summary>
    public IReadOnlyList<MatchFacet> Facets { get; init; } = [];
}

/// <summary>One text of a document.</summary>
public sealed record MatchPart(string Key, string Text);

/// <summary>One value of a named set of labels, for instance ("industry", "chips").</summary>
public readonly record struct MatchFacet(string Name, string Value);

/// <summary>How an index cuts its documents into texts. A query is cut the other way round, so that both directions compare the same pairs.</summary>
public enum MatchUnit
{
    /// <summary>Every part is a text of its own (a profile with many outcomes); a query is taken as one text.</summary>
    Part,

    /// <summary>The parts together are one text (a request with title, need, scenario); a query is taken part by part.</summary>
    Whole,
}

/// <summary>What distinguishes the two directions of matching: each index scores one direction.</summary>
public sealed record MatchOptions
{
    /// <summary>How the documents of the index are cut.</summary>
    public MatchUnit Unit { get; init; } = MatchUnit.Part;

    /// <summary>
    /// Takes half the mean similarity to its ten nearest texts off each text (ranks as 2S - hub10). Texts of general content are near to
    /// everything and would head every list. Measured: helps where many-part profiles are ranked, not in the other direction.
    /// </summary>
    public bool HubPenalty { get; init; }

    /// <summary>Added to the score, by facet name, when at least one value is shared. Keep them small: text scores of good matches lie near 0.1 to 0.4.</summary>
    public IReadOnlyDictionary<string, double> FacetWeights { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}
