using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Web.Tests.Bids;

/// <summary>The address of every page and endpoint that reads, with the known ids and codes put in for its parameters.</summary>
internal static class EveryReading
{
    /// <param name="values">What a parameter of this name and constraint may be.</param>
    public static List<string> Of(IServiceProvider services, Func<string, string, IEnumerable<string>> values) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && Reads(e) && e.RoutePattern.RawText?.StartsWith("/hubs", StringComparison.Ordinal) != true)
            .SelectMany(e => Paths(e.RoutePattern, values)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static bool Reads(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 } methods || methods.HttpMethods.Contains("GET");

    private static IEnumerable<string> Paths(RoutePattern pattern, Func<string, string, IEnumerable<string>> values)
    {
        IEnumerable<string> paths = [""];
        foreach (var segment in pattern.PathSegments)
        {
            var before = paths.ToList();
            paths = before.SelectMany(path => Choices(segment, values).Select(choice => $"{path}/{choice}"));
            if (segment.Parts is [RoutePatternParameterPart { IsOptional: true }]) paths = paths.Concat(before);
        }

        return paths.Select(path => path.Length == 0 ? "/" : path);
    }

    private static IEnumerable<string> Choices(RoutePatternPathSegment segment, Func<string, string, IEnumerable<string>> values)
    {
        IEnumerable<string> made = [""];
        foreach (var part in segment.Parts)
        {
            IEnumerable<string> options = part switch
            {
                RoutePatternLiteralPart literal => [literal.Content],
                RoutePatternSeparatorPart separator => [separator.Content],
                RoutePatternParameterPart parameter => values(parameter.Name, parameter.ParameterPolicies is [var policy, ..] ? policy.Content ?? "" : ""),
                _ => throw new InvalidOperationException($"A part of another kind: {part}."),
            };
            made = [.. made.SelectMany(start => options.Select(option => start + option))];
        }

        return made;
    }
}
