namespace Marketplace.Web.Api;

/// <summary>Names and meanings of what an endpoint reads from its query by itself, for the description of the API.</summary>
public sealed record QueryParameters(IReadOnlyList<(string Name, string What)> Names);

internal static class QueryParametersRegistration
{
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, params (string Name, string What)[] names) =>
        endpoint.WithMetadata(new QueryParameters(names));
}
