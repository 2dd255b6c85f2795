using System.Globalization;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Web.Pages.Organisations;

/// <summary>The directory's question as it stands in the address. What cannot be read is left out: an old or mistyped link still shows a list.</summary>
public static class DirectoryAddress
{
    public static DirectoryFilter Read(IQueryCollection query) => new()
    {
        Words = Text(query["q"].ToString(), DirectoryFilter.MaxWords),
        Kinds = Many<OrganisationKind>(query, "kind"),
        Regions = Many<Region>(query, "region"),
        Tiers = Many<EnterpriseTier>(query, "tier"),
        Field = Text(query["field"].ToString(), OrganisationRules.MaxTag),
        Page = Page(query),
    };

    public static int Page(IQueryCollection query) =>
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1;

    public static string? Text(string? typed, int most) => typed?.Trim() is { Length: > 0 } text ? text.Length > most ? text[..most] : text : null;

    public static List<T> Many<T>(IQueryCollection query, string name) where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var text in query[name])
        {
            if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !found.Contains(value)) found.Add(value);
        }

        return found;
    }

    public static T? One<T>(IQueryCollection query, string name) where T : struct, Enum => Many<T>(query, name) is [var one, ..] ? one : null;
}
