using System.Net;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Web.Security;
using OpenTelemetry.Metrics;

namespace Marketplace.Web.Operations;

/// <param name="Token">Setting <c>Metrics:Token</c>: whoever shows it as a bearer token may scrape. Where it is set, asking from this machine is not enough.</param>
public sealed record FiguresSettings(string? Token)
{
    private const int Shortest = 16;

    /// <exception cref="SettingException">The token is short enough to be guessed.</exception>
    public static FiguresSettings From(IConfiguration configuration) => configuration["Metrics:Token"] switch
    {
        null or "" => new((string?)null),
        { Length: < Shortest } => throw new SettingException("Metrics:Token", $"is too short; it must have at least {Shortest} characters"),
        var token => new(token),
    };
}

/// <summary>
/// Metrics for Prometheus at <c>/metrics</c>, for whoever runs the platform and nobody else: they tell how busy it is, and with what.
/// To all others the address does not exist.
/// </summary>
internal static class FiguresDoor
{
    private static readonly string[] Meters =
    [
        Figures.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime",
    ];

    public static IServiceCollection AddFigures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(FiguresSettings.From(configuration));
        services.AddSingleton<PlatformFigures>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Meters)
            // A kept answer would be older than the gauges that were read for it.
            .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0));
        return services;
    }

    public static void MapFigures(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPrometheusScrapingEndpoint("/metrics", meterProvider: null, branch => branch.UseMiddleware<FiguresGuard>(), optionsName: null)
            .AllowAnonymous().DisableHttpMetrics();
}

/// <summary>Lets the right ones through and reads the outbox before its gauges are asked.</summary>
internal sealed class FiguresGuard(RequestDelegate next, FiguresSettings settings, PlatformFigures figures)
{
    public async Task Invoke(HttpContext context, CurrentActor current, DeliveryQueries deliveries)
    {
        if (!MayRead(context, current.Actor))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await figures.Refresh(deliveries, context.RequestAborted);
        await next(context);
    }

    private bool MayRead(HttpContext context, Actor actor) =>
        SystemQueries.MayRead(actor) || (settings.Token is { } token ? ShowsToken(context.Request, token) : IsFromHere(context));

    private static bool ShowsToken(HttpRequest request, string token)
    {
        const string scheme = "Bearer ";
        var shown = request.Headers.Authorization.ToString();
        return shown.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Digest(shown[scheme.Length..]), Digest(token));
    }

    private static readonly string[] ForwardedBy = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    // A proxy on this machine comes from loopback too: what it forwards carries its headers, or the public name of the site.
    private static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !ForwardedBy.Any(context.Request.Headers.ContainsKey)
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
