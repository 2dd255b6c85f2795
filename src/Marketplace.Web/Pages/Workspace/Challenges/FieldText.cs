using System.Globalization;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Pages.Challenges;
using Marketplace.Web.Pages.Organisations;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>Names of a challenge's fields and their values in words, for comparisons and lists of what is missing.</summary>
public static class FieldText
{
    /// <summary><c>Indicators[2].Unit</c> is "Indicator 3: unit".</summary>
    public static string Name(Texts texts, string field)
    {
        var parts = field.Split('[', ']');
        return parts.Length == 3 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var row)
            ? texts["Drafting.RowField", row + 1, texts["Drafting.Field." + parts[2].TrimStart('.')]]
            : texts["Drafting.Field." + field];
    }

    /// <param name="invited">The names behind the ids of invited organisations.</param>
    public static string Value(Texts texts, string field, object? value, Currency currency, IReadOnlyList<NamedOrganisation> invited) => (field, value) switch
    {
        (_, IReadOnlyList<Guid> { Count: 0 }) => texts["Shared.None"],
        (_, IReadOnlyList<Guid> ids) => string.Join('\n', invited.Where(o => ids.Contains(o.Id)).Select(o => texts.Either(o.Name, o.NameEn))),
        (_, null or "") => texts["Shared.None"],
        ("PresetCode", string code) => texts["Drafting.Preset." + code],
        ("PeriodMonths", int months) => texts.Count("Challenge.Months", months),
        ("OwnPercent" or "PublicPercent" or "GoiPercent", int percent) => $"{percent}%",
        (_, string text) => text,
        (_, LeadingIndustry leading) => Tags(texts, Industries.Of(leading, HardCoreIndustry.None)),
        (_, HardCoreIndustry hardCore) => Tags(texts, Industries.Of(LeadingIndustry.None, hardCore)),
        (_, long minor) => texts.FullAmount(new Money(minor, currency)),
        (_, IReadOnlyList<IndicatorInput> rows) => string.Join('\n', rows.Select(row => $"{row.Name}: {Requirement(texts, row)}")),
        _ => texts["Drafting.Value", value],
    };

    /// <summary>What the indicator asks for: <c>≥ 95 %</c>.</summary>
    public static string Requirement(Texts texts, IndicatorInput row) => row.Comparator switch
    {
        Comparator.Statement => row.Statement ?? "",
        Comparator.Between => $"{Number(texts, row.Value)} – {Number(texts, row.ValueTo)} {row.Unit}",
        Comparator.AtLeast => $"≥ {Number(texts, row.Value)} {row.Unit}",
        Comparator.AtMost => $"≤ {Number(texts, row.Value)} {row.Unit}",
        Comparator.Equal => $"= {Number(texts, row.Value)} {row.Unit}",
        _ => "",
    };

    private static string Number(Texts texts, decimal? value) => value?.ToString("#,0.##########", texts.Culture) ?? "?";

    private static string Tags(Texts texts, IEnumerable<string> keys) => string.Join(texts["Drafting.Comma"], keys.Select(key => texts[key])) is { Length: > 0 } tags ? tags : texts["Shared.None"];
}
