namespace Marketplace.Web.Operations;

/// <summary>
/// Routes of bids. How often they are asked would tell that somebody bids before the bids are opened: they are left out of
/// the request log, failures aside, and of the metrics.
/// </summary>
internal static class SealedRoutes
{
    public static bool Has(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } route } && route.Contains("bid", StringComparison.OrdinalIgnoreCase);
}
