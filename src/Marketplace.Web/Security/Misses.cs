namespace Marketplace.Web.Security;

/// <summary>
/// Answers what no endpoint takes: 404, or routing's own 405 with <c>Allow</c> and 415. Stands after routing and before the
/// authorization, which would ask everybody for a sign-in there: what does not exist is absent for everyone. A catch-all endpoint
/// would do the first, and swallow the others.
/// </summary>
public static class Misses
{
    public static IApplicationBuilder UseMisses(this IApplicationBuilder app) => app.UseWhen(
        context => context.GetEndpoint() is not RouteEndpoint,
        misses => misses.Run(context => (context.GetEndpoint()?.RequestDelegate ?? NotFound)(context)));

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
