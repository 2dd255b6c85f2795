using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>One ranked document. The score is a cosine (0 to 1) plus facets; the hub penalty can bring it below 0: no better than its surroundings.</summary>
public sealed record MatchResult(string Id, double Score, MatchExplanation Explanation);

/// <summary>A ranked document without its reasons.</summary>
public sealed record MatchScore(string Id, double Score);

/// <summary>
/// Why a document scored as it did. Score = terms + <see cref="SingleCharacters"/> + facets - <see cref="Commonness"/>,
/// and likewise = the shares of the parts + facets.
/// </summary>
/// <param name="Terms">Shared words and phrases as they stand in the text, heaviest first.</param>
/// <param name="SingleCharacters">Weight of shared single Chinese characters outside any shared word: they count, but tell a reader nothing.</param>
/// <param name="Commonness">What the hub penalty takes off.</param>
/// <param name="Parts">The pairs of texts that made the score, best first.</param>
/// <param name="Facets">Shared labels and what each added.</param>
public sealed record MatchExplanation(
    IReadOnlyList<SharedTerm> Terms,
    double SingleCharacters,
    double Commonness,
    IReadOnlyList<PartScore> Parts,
    IReadOnlyList<SharedFacet> Facets);

/// <summary>A shared word or phrase, its share of the score, and where it stands on both sides.</summary>
public sealed record SharedTerm(string Text, double Weight, IReadOnlyList<Place> InQuery, IReadOnlyList<Place> InMatch);

/// <summary>A stretch of a part's original text.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Place(string PartKey, TextSpan Span);

/// <summary>A stretch of text, in UTF-16 units of the original.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first position after the stretch.</summary>
    public int End => Start + Length;
}

/// <summary>Two texts compared. A key is null on the side that is taken as one text.</summary>
/// <param name="Similarity">Their cosine, 0 to 1.</param>
/// <param name="Share">What the pair contributes to the score, after the hub penalty and the mean.</param>
public sealed record PartScore(string? QueryPart, string? MatchPart, double Similarity, double Share);

/// <summary>A shared label and what it added to the score.</summary>
public sealed record SharedFacet(string Name, string Value, double Weight);
