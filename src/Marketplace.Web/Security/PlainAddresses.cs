namespace Marketplace.Web.Security;

/// <summary>
/// Refuses a NUL in the query with 400. No address of ours has one, PostgreSQL takes none in a text, and every search would have to
/// think of it. (The server itself refuses one in the path, and texts of forms are judged by the rules of texts.)
/// </summary>
public static class PlainAddresses
{
    public static IApplicationBuilder UsePlainAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is not true) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
