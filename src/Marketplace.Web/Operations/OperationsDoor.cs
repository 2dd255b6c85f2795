using Marketplace.Web.Look;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Marketplace.Web.Operations;

/// <summary>What those who run the platform ask it: alive (<c>/healthz</c>), ready (<c>/readyz</c>), figures (<c>/metrics</c>).</summary>
public static class OperationsDoor
{
    /// <summary>A part that does not answer within this has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddOperationsDoor(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseReachable>("database", timeout: Patience)
            .AddCheck<DatabaseMigrated>("migrations", timeout: Patience)
            .AddCheck<WorkersAlive>("workers", timeout: Patience)
            .AddCheck<KeysReadable>("keys", timeout: Patience)
            .AddCheck<StillServing>("serving");
        return services.AddFigures(configuration);
    }

    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/healthz", Reading.Methods, () => TypedResults.Text("alive\n")).AllowAnonymous().DisableRateLimiting().DisableHttpMetrics().ExcludeFromDescription();
        endpoints.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = Say }).AllowAnonymous().DisableHttpMetrics();
        endpoints.MapFigures();
    }

    /// <summary>Names each part and how it stands. Messages of exceptions stay in the log: they may name hosts, users and paths.</summary>
    private static Task Say(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = report.Status == HealthStatus.Unhealthy ? "not ready" : "ready",
        Parts = report.Entries.ToDictionary(part => part.Key, part => Word(part.Value), StringComparer.Ordinal),
    });

    private static string Word(HealthReportEntry part) => part switch
    {
        { Status: HealthStatus.Healthy, Description: { } note } => $"ok: {note}",
        { Status: HealthStatus.Healthy } => "ok",
        { Exception: null, Description: { } note } => $"failed: {note}",
        _ => "failed",
    };
}
