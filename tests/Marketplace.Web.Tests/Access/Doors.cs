using System.Text.RegularExpressions;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Web.Tests.Access;

/// <summary>Every endpoint that the program has, as the table writes it: <c>POST /account?SignOutEverywhere</c>.</summary>
internal static partial class Doors
{
    public static async Task<IReadOnlyList<string>> Of(WebHost host)
    {
        var doors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var route = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "{${name}}").Trim('/');
            var verbs = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? await Handlers(host, page) : Verbs(endpoint);
            foreach (var (verb, handler) in verbs) doors.Add(handler is null ? $"{verb} {route}" : $"{verb} {route}?{handler}");
        }

        return [.. doors.Order(StringComparer.Ordinal)];
    }

    // A page without a handler for GET is shown all the same.
    private static async Task<IEnumerable<(string Verb, string? Handler)>> Handlers(WebHost host, PageActionDescriptor page)
    {
        var compiled = await host.Services.GetRequiredService<PageLoader>().LoadAsync(page, EndpointMetadataCollection.Empty);
        return compiled.HandlerMethods.Select(h => (h.HttpMethod.ToUpperInvariant(), h.Name)).Append(("GET", null)).Select(h => (h.Item1, (string?)h.Item2));
    }

    // HEAD is GET without the body, at the same endpoint.
    private static IEnumerable<(string Verb, string? Handler)> Verbs(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } verbs ? verbs.Where(verb => verb != HttpMethods.Head) : ["ANY"]).Select(verb => (verb, (string?)null));

    [GeneratedRegex(@"\{(?<name>\*{0,2}[a-zA-Z]+)(?:\?|:(?:[^{}]|\{[^}]*\})*)?\}")]
    private static partial Regex Constraint();
}
