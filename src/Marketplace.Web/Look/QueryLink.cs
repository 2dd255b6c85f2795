using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Web.Look;

/// <summary>The same page with one thing changed in its query: another language, another page of a list.</summary>
public static class QueryLink
{
    /// <summary>
    /// A link relative to the page in the browser, everything else in the query kept; so it also holds on an error page
    /// that is shown in place of another. Null leaves the name out.
    /// </summary>
    public static string With(HttpRequest request, string name, string? value)
    {
        var kept = request.Query.Where(pair => !string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(pair => pair.Value, (pair, kept) => KeyValuePair.Create(pair.Key, kept));
        if (value is not null) kept = kept.Append(KeyValuePair.Create<string, string?>(name, value));
        var query = QueryHelpers.AddQueryString("", kept);
        return query.Length > 0 ? query : "?";
    }
}
