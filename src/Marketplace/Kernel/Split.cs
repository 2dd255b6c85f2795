namespace Marketplace.Kernel;

/// <summary>Dividing money so that the parts always add up to the whole.</summary>
public static class Split
{
    /// <summary>A basis point is a hundredth of a percent.</summary>
    public const int Whole = 10_000;

    /// <summary>
    /// Parts in proportion to the weights by the largest remainder: each gets its share rounded down, and what is left goes one minor
    /// unit each to those that lost most, the earlier first where they lost the same. 1000 in three equal parts is 334, 333, 333.
    /// </summary>
    /// <exception cref="ArgumentException">A negative amount or weight, or no weight above zero.</exception>
    public static IReadOnlyList<Money> By(Money whole, IReadOnlyList<int> weights)
    {
        var total = weights.Sum(w => (long)w);
        if (whole.Minor < 0 || total <= 0 || weights.Any(w => w < 0)) throw new ArgumentException("Only what is there can be split, by weights that are.", nameof(weights));
        var parts = new long[weights.Count];
        var lost = new Int128[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, remainder) = Int128.DivRem((Int128)whole.Minor * weights[i], total);
            (parts[i], lost[i]) = ((long)part, remainder);
        }

        var left = (int)(whole.Minor - parts.Sum());
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => lost[i]).Take(left)) parts[i]++;
        return [.. parts.Select(p => whole with { Minor = p })];
    }

    /// <summary>As <see cref="By"/>, into equal parts.</summary>
    public static IReadOnlyList<Money> Equally(Money whole, int count) => By(whole, [.. Enumerable.Repeat(1, count)]);

    /// <summary>The share of an amount, rounded down to whole minor units.</summary>
    /// <param name="basisPoints">0 to 10,000.</param>
    public static Money Share(Money whole, int basisPoints) => whole with { Minor = (long)((Int128)whole.Minor * basisPoints / Whole) };
}
