using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Marketplace.Kernel;

/// <summary>Amounts as people type them, and as they read them.</summary>
public static partial class AmountText
{
    /// <summary>Characters; the longest sensible text names the amount twice and stays below 60.</summary>
    public const int LongestText = 80;

    /// <summary>In whole units. Far above any bounty, and sums of ten thousands of such amounts still fit a long.</summary>
    public const long LargestAmount = 1_000_000_000_000;

    private static readonly AmountWords Words = EmbeddedData.Read<AmountWords>("Kernel/amount-words.json");

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789., ");

    private static readonly string[] ScalesLongestFirst = [.. Words.Scales.Keys.OrderByDescending(w => w.Length)];

    private static readonly string[] MarksLongestFirst = [.. Words.Marks.SelectMany(m => m.Value).Distinct().OrderByDescending(w => w.Length)];

    /// <summary>Reads a positive amount; exact decimals, never rounded.</summary>
    /// <remarks>
    /// Refused: <c>amount.required</c>, <c>amount.too_long</c> (longest text), <c>amount.unreadable</c>,
    /// <c>amount.other_currency</c> (the currency asked for), <c>amount.negative</c>, <c>amount.zero</c>,
    /// <c>amount.too_fine</c> (decimal digits), <c>amount.too_large</c> (largest amount in whole units).
    /// </remarks>
    public static Result<Money> Parse(string? text, Currency currency, string? field = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return new Refusal("amount.required", field);
        if (text.Trim().Length > LongestText) return new Refusal("amount.too_long", field, LongestText);

        var typed = Plain(text.Trim());
        var (amount, aside) = SplitAside(typed);
        var read = ParseOne(amount, currency, field);
        if (!read.IsOk || aside is null) return read;

        // An amount may be followed by itself in brackets, as this platform shows it; two different ones are no amount.
        var again = ParseOne(aside, currency, field);
        return again.IsOk && again.Value == read.Value ? read : new Refusal("amount.unreadable", field);
    }

    private static Result<Money> ParseOne(string text, Currency currency, string? field)
    {
        if (Scan(text, currency) is not { } scanned) return new Refusal("amount.unreadable", field);
        if (scanned.OtherCurrency) return new Refusal("amount.other_currency", field, currency.Code);
        if (scanned.Digits.IsZero) return new Refusal("amount.zero", field);
        if (scanned.Negative) return new Refusal("amount.negative", field);
        return ToMinor(scanned, currency, field);
    }

    private static Result<Money> ToMinor(Scanned scanned, Currency currency, string? field)
    {
        var shift = scanned.Scale + currency.Exponent - scanned.Decimals;
        var minor = scanned.Digits;
        if (shift >= 0)
        {
            minor *= BigInteger.Pow(10, shift);
        }
        else
        {
            minor = BigInteger.DivRem(minor, BigInteger.Pow(10, -shift), out var rest);
            if (!rest.IsZero) return new Refusal("amount.too_fine", field, currency.Exponent);
        }

        return minor <= BigInteger.Pow(10, currency.Exponent) * LargestAmount
            ? new Money((long)minor, currency)
            : new Refusal("amount.too_large", field, LargestAmount);
    }

    /// <summary>Sign and marks, number, scale, mark; null where the text is anything else.</summary>
    private static Scanned? Scan(string text, Currency currency)
    {
        var rest = text.AsSpan();
        var negative = false;
        var signed = false;
        var marks = new List<string>();
        while (true)
        {
            rest = rest.TrimStart();
            if (Take(ref rest, MarksLongestFirst) is { } mark) marks.Add(mark);
            else if (!signed && rest is ['+' or '-', ..])
            {
                signed = true;
                negative = rest[0] is '-';
                rest = rest[1..];
            }
            else break;
        }

        if (TakeNumber(ref rest) is not { } number) return null;
        var scale = Take(ref rest, ScalesLongestFirst) is { } word ? Words.Scales[word] : 0;
        if (Take(ref rest, MarksLongestFirst) is { } unit) marks.Add(unit);
        if (!rest.IsEmpty || marks.Count > 3) return null;
        return new(number.Digits, number.Decimals, scale, negative, marks.Exists(m => !Words.Marks[currency.Code].Contains(m)));
    }

    private static string? Take(ref ReadOnlySpan<char> rest, string[] longestFirst)
    {
        foreach (var word in longestFirst)
        {
            if (!rest.StartsWith(word, StringComparison.Ordinal)) continue;
            rest = rest[word.Length..].TrimStart();
            return word;
        }

        return null;
    }

    private static (BigInteger Digits, int Decimals)? TakeNumber(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept(NumberCharacters);
        var number = (end < 0 ? rest : rest[..end]).TrimEnd();
        rest = end < 0 ? [] : rest[end..];

        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..].TrimEnd('0');
        if (point >= 0 && (point == number.Length - 1 || number[(point + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0)) return null;
        if (Ungrouped(whole.ToString()) is not { } digits || digits.Length + fraction.Length == 0 && point < 0) return null;
        return (BigInteger.Parse("0" + digits + fraction.ToString(), CultureInfo.InvariantCulture), fraction.Length);
    }

    /// <summary>Groups of three, or of four as one counts in ten thousands, with one kind of separator throughout.</summary>
    /// <remarks>So 2,50 is refused and not read as 250: it may be meant as two and a half.</remarks>
    private static string? Ungrouped(string whole)
    {
        var groups = whole.Replace(", ", ",", StringComparison.Ordinal).Split(whole.Contains(',') ? ',' : ' ');
        if (groups.Any(g => g.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)) return null;
        var size = groups[^1].Length;
        if (groups.Length > 1 && (size is not (3 or 4) || groups[0].Length > size || groups[0].Length is 0)) return null;
        return groups.Skip(1).All(g => g.Length == size) ? string.Concat(groups) : null;
    }

    /// <summary>Full-width forms become plain ones, every kind of blank a single space, letters lower case.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var half = character switch
            {
                '\u2212' => '-',
                '\u200B' or '\uFEFF' => ' ',
                _ when char.IsWhiteSpace(character) => ' ',
                _ => HalfWidth.Of(character),
            };
            if (half is ' ' && plain is [.., ' ']) continue;
            plain.Append(char.ToLowerInvariant(half));
        }

        return plain.ToString();
    }

    private static (string Amount, string? Aside) SplitAside(string text)
    {
        var open = text.IndexOf('(');
        return open > 0 && text[^1] is ')' ? (text[..open].TrimEnd(), text[(open + 1)..^1].Trim()) : (text, null);
    }

    private sealed record AmountWords(Dictionary<string, int> Scales, Dictionary<string, string[]> Marks);

    private readonly record struct Scanned(BigInteger Digits, int Decimals, int Scale, bool Negative, bool OtherCurrency);
}
