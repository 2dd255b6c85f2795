using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.StaticAssets;

namespace Marketplace.Web.Operations;

/// <summary>
/// Writes one line a request. Probes and files of the browser are left out: they would be most of the log and tell nothing. So are
/// answers from the output cache: the line cost as much as the answer (measured), and the metrics count them.
/// </summary>
internal sealed partial class RequestLine(RequestDelegate next, ILogger<RequestLine> log)
{
    public async Task Invoke(HttpContext context)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(begun));
        }
    }

    private void Write(HttpContext context, TimeSpan took)
    {
        var endpoint = context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var status = context.Response.StatusCode;
        if (SealedRoutes.Has(endpoint) && context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        if (status < 500 && (SealedRoutes.Has(endpoint) || endpoint?.Metadata.GetMetadata<IDisableHttpMetricsMetadata>() is not null || IsFile(endpoint) || IsCached(context.Response))) return;
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        Answered(log, context.Request.Method, route.StartsWith('/') ? route : "/" + route, status, Math.Round(took.TotalMilliseconds, 1));
    }

    // Only the output cache tells the age of an answer (RFC 9111, 5.1).
    private static bool IsCached(HttpResponse response) => response.Headers.Age.Count > 0;

    private static bool IsFile(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    [LoggerMessage(LogLevel.Information, "{Method} {Route} answered {Status} in {Elapsed} ms")]
    private static partial void Answered(ILogger log, string method, string route, int status, double elapsed);
}
