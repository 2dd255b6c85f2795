using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Web.Look;

/// <summary>The same page in another language.</summary>
public static class LanguageLink
{
    /// <summary>A link relative to the page in the browser, with its query kept, so that it also holds on an error page shown in place of another.</summary>
    public static string To(HttpRequest request, string language)
    {
        var kept = request.Query.Where(pair => pair.Key != "culture")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return QueryHelpers.AddQueryString("", kept.Append(KeyValuePair.Create<string, string?>("culture", language)));
    }
}
