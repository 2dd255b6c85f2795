using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>One version of the confidentiality terms. A published version is never edited: a change is a new version.</summary>
/// <param name="Chinese">The binding text; the English one is a translation.</param>
public sealed record ConfidentialityTerms(int Version, DateOnly PublishedOn, IReadOnlyList<string> Chinese, IReadOnlyList<string> English)
{
    private static readonly List<ConfidentialityTerms> Versions = EmbeddedData.Read<List<ConfidentialityTerms>>("Challenges/confidentiality-terms.json");

    /// <summary>The version that is accepted from now on.</summary>
    public static ConfidentialityTerms Newest { get; } = Versions.MaxBy(t => t.Version)!;

    public static ConfidentialityTerms? Find(int version) => Versions.Find(t => t.Version == version);
}
