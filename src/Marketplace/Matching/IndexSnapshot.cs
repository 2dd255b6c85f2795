using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Marketplace.Matching;

/// <summary>
/// The index as one reader sees it from begin to end. The arrays may be shared with the writer, which only ever writes beyond
/// <see cref="TextCount"/>, <see cref="DocumentCount"/> and the postings of the texts below; all else is copied before it is changed.
/// </summary>
internal sealed record IndexSnapshot(
    TermTable Terms,
    Postings Postings,
    IndexedText[] Texts,
    int TextCount,
    IndexedDocument[] Documents,
    int DocumentCount,
    ulong[] Removed,
    TermWeights Weights,
    double MeanLength,
    ImmutableSortedSet<string> Words)
{
    public bool IsLive(int document) => !Bits.Get(Removed, document);
}

/// <summary>A document as it was put in.</summary>
/// <param name="Parts">Its parts with at least one term.</param>
internal sealed record StoredDocument(MatchDocument Source, MatchPart[] Parts, MatchUnit Unit, int FirstText)
{
    public ReadOnlySpan<MatchPart> PartsOf(int text) => Unit == MatchUnit.Part ? Parts.AsSpan(text - FirstText, 1) : Parts;

    /// <summary>The key of a text, or null where the whole document is one text.</summary>
    public string? KeyOf(int text) => Unit == MatchUnit.Part ? Parts[text - FirstText].Key : null;
}

/// <summary>What scoring needs to know of a document: the run of texts that it became, side by side with those of its neighbours.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexedDocument(StoredDocument Stored, int FirstText, int TextCount, int[] Facets);

/// <summary>What scoring needs to know of a text.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct IndexedText
{
    public int Document;

    /// <summary>Number of tokens.</summary>
    public int Length;

    /// <summary>Equal for texts of the same terms.</summary>
    public ulong Fingerprint;

    /// <summary>1 / length of the weighted term vector.</summary>
    public float InverseNorm;

    /// <summary>Mean similarity to the ten nearest texts of other documents, or 0 without the hub penalty.</summary>
    public float Hubness;
}

/// <summary>
/// Inverse document frequencies, frozen between two refreshes so that they agree with the norms of the texts:
/// ln((n + 1) / (df + 1)) over texts. Terms that came since count as terms of one text.
/// </summary>
internal sealed class TermWeights(float[] idf, int texts)
{
    // With fewer texts than this, "in how many of all" says nothing yet: a term of all three texts of a new index still counts.
    private const int FewestTexts = 100;

    private static readonly float[] Damped = [0, .. Enumerable.Range(1, byte.MaxValue).Select(count => (float)(1 + Math.Log(count)))];

    private readonly float _ofNew = Idf(1, texts);

    /// <summary>The weight of a term that no text contains: it lengthens a query and matches nothing.</summary>
    public float OfUnknown { get; } = Idf(0, texts);

    public float this[int term] => term < idf.Length ? idf[term] : _ofNew;

    public static float Idf(int frequency, int texts) => (float)Math.Max(0, Math.Log((Math.Max(texts, FewestTexts) + 1.0) / (frequency + 1)));

    /// <summary>1 + ln of a count of occurrences, up to 255: the tenth says less than the first.</summary>
    public static float Damp(int count) => Damped[Math.Min(count, byte.MaxValue)];

    public static float Damp(byte count) => Damped[count];
}

/// <summary>A set of small numbers as bits.</summary>
internal static class Bits
{
    public static bool Get(ulong[] bits, int number) => number >> 6 < bits.Length && (bits[number >> 6] >> (number & 63) & 1) != 0;

    /// <summary>A copy with one number more, so that readers of the old set are not disturbed.</summary>
    public static ulong[] With(ulong[] bits, int number)
    {
        var copy = new ulong[Math.Max(bits.Length, (number >> 6) + 1)];
        bits.CopyTo(copy, 0);
        copy[number >> 6] |= 1UL << (number & 63);
        return copy;
    }
}
