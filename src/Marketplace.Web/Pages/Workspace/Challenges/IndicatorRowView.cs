using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>One row of the indicator table as the form shows it.</summary>
/// <param name="Index">Its number from 0, or the mark that scripts replace by one.</param>
public sealed record IndicatorRowView(IndicatorRow Row, string Index, IReadOnlyList<SelectListItem> Comparators)
{
    public string NameOf(string field) => $"Indicators.Indicators[{Index}].{field}";

    /// <summary>As <see cref="TagBuilder.CreateSanitizedId"/> makes it, so that the error summary finds the field.</summary>
    public string IdOf(string field) => $"Indicators_Indicators_{Index}__{field}";
}
