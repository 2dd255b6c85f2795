using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Kernel;
using Marketplace.Payments;

namespace Marketplace.Contracts.Statements;

/// <summary>What a line's purpose names: references of contracts, and numbers of orders given to the bank.</summary>
internal static partial class LineCodes
{
    /// <summary>References whose check character is right, each once; blanks and dashes within them are forgiven.</summary>
    public static IReadOnlyList<string> References(string purpose)
    {
        var plain = new StringBuilder();
        foreach (var character in purpose.Select(HalfWidth.Of))
        {
            if (!char.IsWhiteSpace(character) && character != '-') plain.Append(char.ToUpperInvariant(character));
        }

        return [.. Reference().Matches(plain.ToString()).SelectMany(m => Whole(m.Value)).Distinct()];
    }

    /// <summary>The words of the purpose, as numbers of the bank are kept; Chinese touches them without a blank.</summary>
    public static IReadOnlyList<string> Words(string purpose) =>
        [.. Word().Split(string.Concat(purpose.Select(HalfWidth.Of)).ToUpperInvariant()).Where(w => w.Length > 0).Distinct()];

    // What follows the reference may touch it: only the part that its check character makes whole is meant.
    private static IEnumerable<string> Whole(string run)
    {
        for (var length = run.Length; length >= Shortest; length--)
        {
            if (PaymentReference.IsWhole(run[..length])) return [run[..length]];
        }

        return [];
    }

    /// <summary>HT, the year, four digits of the number at least, and the check character.</summary>
    private const int Shortest = 11;

    [GeneratedRegex("HT[0-9]{8,10}[0-9A-Z]", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\s,;:()\[\]/、。\u4e00-\u9fff]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
