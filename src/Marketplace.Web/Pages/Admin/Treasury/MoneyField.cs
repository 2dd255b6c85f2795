namespace Marketplace.Web.Pages.Admin.Treasury;

/// <summary>A line to type in within a row's form.</summary>
/// <param name="Field">Property of <see cref="MoneyForm"/>.</param>
/// <param name="Row">The id of the row, which makes the control's id the page's only one.</param>
public sealed record MoneyField(string Field, Guid Row, string Label, string? Value)
{
    public string Id => $"{Field}-{Row:N}";
}
