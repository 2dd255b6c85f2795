using System.Globalization;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>Reads what people typed into the fields of a form. What cannot be read is refused at its field and stays on the page as it was typed.</summary>
public sealed class FormReading
{
    private static readonly string[] Moments = ["yyyy-M-dTH:m", "yyyy-M-dTH:m:s", "yyyy-M-d H:m", "yyyy/M/d H:m", "yyyy.M.d H:m"];

    /// <summary>The platform knows no date before it; the first hours of year 1 are not even an instant in UTC.</summary>
    private const int EarliestYear = 1900;

    public List<Refusal> Refusals { get; } = [];

    public T? Choice<T>(string? text, string field) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value)) return value;
        return Refused<T>("field.unknown_choice", field);
    }

    /// <summary>A choice that has a value from the start.</summary>
    public T Choice<T>(string? text, T otherwise, string field) where T : struct, Enum => Choice<T>(text, field) ?? otherwise;

    public T Tags<T>(IEnumerable<string>? names, string field) where T : struct, Enum
    {
        var bits = 0;
        foreach (var name in names ?? [])
        {
            if (Choice<T>(name, field) is { } tag) bits |= Convert.ToInt32(tag, CultureInfo.InvariantCulture);
        }

        return (T)Enum.ToObject(typeof(T), bits);
    }

    public int? Whole(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return TypedNumber.Whole(text) ?? Refused<int>("field.whole_number", field);
    }

    public int Whole(string? text, int otherwise, string field) => Whole(text, field) ?? otherwise;

    public decimal? Number(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return TypedNumber.Decimal(text) ?? Refused<decimal>("field.number", field);
    }

    /// <summary>An amount as people write it, in minor units; <c>250 万元</c> is 250,000,000.</summary>
    public long? Amount(string? text, string? currencyCode, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        // An unknown currency is refused by itself; the amount is then read as yuan so that only one thing is wrong.
        var amount = AmountText.Parse(text, Currency.TryParse(currencyCode, out var currency) ? currency : Currency.CNY, field);
        if (amount.IsOk) return amount.Value.Minor;
        Refusals.AddRange(amount.Refusals);
        return null;
    }

    /// <summary>A local time of Shanghai, of this age: what a hand slipped on is no time.</summary>
    public DateTimeOffset? Moment(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return DateTime.TryParseExact(Plain(text), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year >= EarliestYear
            ? ShanghaiTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : Refused<DateTimeOffset>("field.unreadable_time", field);
    }

    private T? Refused<T>(string code, string field) where T : struct
    {
        Refusals.Add(new Refusal(code, field));
        return null;
    }

    private static string Plain(string text) => UnicodeForm.Compatible(text.Trim());
}
