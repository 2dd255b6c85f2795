using System.Text;

namespace Marketplace.Kernel;

/// <summary>What is wrong with a unified social credit code; several may hold at once.</summary>
[Flags]
public enum CreditCodeFaults
{
    None = 0,

    /// <summary>Not 18 characters.</summary>
    Length = 1,

    /// <summary>A character outside the alphabet, which leaves out I, O, S, V and Z.</summary>
    Alphabet = 2,

    /// <summary>The first two characters are no known pair of registering authority and kind of body.</summary>
    Authority = 4,

    /// <summary>Characters 3 to 8 are no area code: it has digits only.</summary>
    Area = 8,

    /// <summary>Characters 9 to 17 are no organisation code: its own check digit is wrong.</summary>
    OrganisationCode = 16,

    /// <summary>The last character does not follow from the other 17.</summary>
    CheckCharacter = 32,
}

/// <summary>The code as it would be stored, and what is wrong with it.</summary>
public sealed record CreditCodeFinding(string Code, CreditCodeFaults Faults)
{
    public bool IsValid => Faults is CreditCodeFaults.None;

    /// <summary>18 characters of the alphabet. Where this is false nobody may overrule it.</summary>
    public bool IsWellFormed => !Faults.HasFlag(CreditCodeFaults.Length) && !Faults.HasFlag(CreditCodeFaults.Alphabet);

    /// <summary>Real codes of the pilot time fail the checks: an administrator may accept such a code with proof.</summary>
    public bool MayBeOverruled => IsWellFormed && !IsValid;

    /// <summary>One refusal for each fault, named as in the resource files: <c>uscc.length</c> and so on.</summary>
    public IReadOnlyList<Refusal> Refusals(string? field = null) =>
        [.. Names.Where(n => Faults.HasFlag(n.Fault)).Select(n => new Refusal("uscc." + n.Name, field))];

    private static readonly (CreditCodeFaults Fault, string Name)[] Names =
    [
        (CreditCodeFaults.Length, "length"),
        (CreditCodeFaults.Alphabet, "alphabet"),
        (CreditCodeFaults.Authority, "authority"),
        (CreditCodeFaults.Area, "area"),
        (CreditCodeFaults.OrganisationCode, "organisation_code"),
        (CreditCodeFaults.CheckCharacter, "check_character"),
    ];
}

/// <summary>The unified social credit code of a Chinese body (GB 32100-2015 with amendment 1 of 2016).</summary>
public static class UnifiedSocialCreditCode
{
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>The organisation code has its own alphabet (GB 11714-1997): A is 10 and Z is 35.</summary>
    private const string OrganisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>3^(i-1) mod 31 for characters 1 to 17.</summary>
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Each registering authority with the kinds of body that it registers (GB 32100-2015, table 2).</summary>
    private static readonly HashSet<string> Authorities =
    [
        "11", "12", "13", "19", // institutional organisation: authority, public institution, mass body, other
        "21", "29", // foreign affairs
        "31", "32", "33", "34", "35", "39", // justice
        "41", "49", // culture
        "51", "52", "53", "59", // civil affairs: association, private non-enterprise unit, foundation, other
        "61", "62", "69", // tourism
        "71", "72", "79", // religion
        "81", "89", // trade unions
        "91", "92", "93", // market regulation: enterprise, individual business, farmers' cooperative
        "A1", "A9", // armed forces
        "N1", "N2", "N3", "N9", // rural collectives
        "Y1", // all others
    ];

    /// <summary>Half width, upper case, without blanks and invisible characters; nothing else is changed.</summary>
    /// <remarks>Longer input is cut just behind the length of a code: it stays too long, and no page has to carry it.</remarks>
    public static string Normalise(string? text)
    {
        var kept = new StringBuilder(Length + 1);
        foreach (var character in text ?? "")
        {
            if (IsInvisible(character)) continue;
            if (kept.Length > Length) break;
            kept.Append(Upper(HalfWidth.Of(character)));
        }

        return kept.ToString();
    }

    /// <summary>Checks a code as it was typed; never throws.</summary>
    public static CreditCodeFinding Check(string? text)
    {
        var code = Normalise(text);
        var faults = CreditCodeFaults.None;
        if (code.Length != Length) faults |= CreditCodeFaults.Length;
        if (code.Any(c => !Alphabet.Contains(c))) faults |= CreditCodeFaults.Alphabet;
        return new(code, faults is CreditCodeFaults.None ? ChecksOf(code) : faults);
    }

    /// <summary>The 18th character that belongs to the first 17.</summary>
    /// <exception cref="ArgumentException">Not 17 characters of the alphabet.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> first17)
    {
        if (first17.Length != Weights.Length) throw new ArgumentException("17 characters are needed.", nameof(first17));
        var sum = Sum(first17, Alphabet, Weights);

        // The outer remainder turns 31 into 0.
        return Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>The 9th character of an organisation code that belongs to the first 8 (GB 11714-1997).</summary>
    /// <exception cref="ArgumentException">Not 8 digits and letters.</exception>
    public static char OrganisationCheckCharacter(ReadOnlySpan<char> first8)
    {
        if (first8.Length != OrganisationWeights.Length) throw new ArgumentException("8 characters are needed.", nameof(first8));
        return (11 - Sum(first8, OrganisationAlphabet, OrganisationWeights) % 11) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    private static CreditCodeFaults ChecksOf(string code)
    {
        var faults = CreditCodeFaults.None;
        if (!Authorities.Contains(code[..2])) faults |= CreditCodeFaults.Authority;
        if (!code.AsSpan(2, 6).ContainsOnlyDigits()) faults |= CreditCodeFaults.Area;
        if (OrganisationCheckCharacter(code.AsSpan(8, 8)) != code[16]) faults |= CreditCodeFaults.OrganisationCode;
        if (CheckCharacter(code.AsSpan(0, 17)) != code[17]) faults |= CreditCodeFaults.CheckCharacter;
        return faults;
    }

    private static int Sum(ReadOnlySpan<char> text, string alphabet, int[] weights)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0) throw new ArgumentException($"'{text[i]}' is outside the alphabet.", nameof(text));
            sum += value * weights[i];
        }

        return sum;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format;

    /// <summary>Only a to z: no other letter may turn into one of the alphabet.</summary>
    private static char Upper(char character) => character is >= 'a' and <= 'z' ? (char)(character - 32) : character;
}
