namespace Marketplace.Web.Pages.Admin.Treasury;

/// <summary>A line to type in within a row's form.</summary>
/// <param name="Field">Property of <see cref="MoneyForm"/>.</param>
/// <param name="Row">The id of the row, which makes the control's id the page's only one.</param>
/// <param name="Form">Before the id, where a second form of the same row asks for the same.</param>
public sealed record MoneyField(string Field, Guid Row, string Label, string? Value, string Form = "")
{
    public string Id => $"{Form}{Field}-{Row:N}";

    /// <summary>Under which a refusal of the field stands.</summary>
    public string Key => $"{Field}-{Row:N}";
}
