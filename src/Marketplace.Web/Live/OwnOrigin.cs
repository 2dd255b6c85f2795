namespace Marketplace.Web.Live;

/// <summary>
/// Lets only this site's own pages open a live connection with a visitor's cookies: browsers do not hold WebSockets to CORS.
/// A program that is no browser sends no Origin and brings no cookies that it was not given.
/// </summary>
public static class OwnOrigin
{
    public static bool Allows(HttpRequest request)
    {
        if (request.Headers.Origin is not { Count: > 0 } origins) return true;
        return origins.Count == 1 && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin) && IsOwn(origin, request);
    }

    // Behind a proxy that ends TLS the request may say http although the page came by https; never the other way round.
    private static bool IsOwn(Uri origin, HttpRequest request) =>
        (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && !request.IsHttps))
        && string.Equals(origin.IdnHost, HostOf(request), StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port is { } port ? origin.Port == port : origin.IsDefaultPort);

    private static string HostOf(HttpRequest request) =>
        Uri.TryCreate($"http://{request.Host.Host}", UriKind.Absolute, out var uri) ? uri.IdnHost : request.Host.Host;

    /// <summary>Refuses before the hub is reached.</summary>
    public static void RequireOwnOrigin(this IEndpointConventionBuilder endpoints) => endpoints.Add(endpoint =>
    {
        var hub = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            if (Allows(context.Request)) return hub(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    });
}
