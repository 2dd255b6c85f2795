using System.Globalization;
using Marketplace.Kernel;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Marketplace.Web.Operations;

/// <summary>
/// The log on the console: structured lines (JSON) in production, readable ones elsewhere, or as setting <c>Logging:Format</c> says.
/// Every line of a request carries its ids. Addresses are written as their route: the real ones may hold mailed tokens.
/// </summary>
public static class RequestLog
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj} {RequestId}{NewLine}{Exception}";

    /// <exception cref="SettingException">The format is not known.</exception>
    public static void AddRequestLog(this WebApplicationBuilder builder)
    {
        var format = Format(builder.Configuration["Logging:Format"], builder.Environment);
        builder.Logging.ClearProviders();
        // Beneath the usual filters: section Logging:LogLevel holds as ever.
        builder.Services.AddSingleton<ILoggerProvider>(services => new SerilogLoggerProvider(Make(format, services.GetServices<ILogEventSink>()), dispose: true));
    }

    /// <summary>One line a request, when it is answered; stands first in the pipeline.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseMiddleware<RequestLine>();

    private static ITextFormatter Format(string? format, IHostEnvironment environment) => format switch
    {
        null or "" => Format(environment.IsProduction() ? "Json" : "Text", environment),
        "Json" => new RenderedCompactJsonFormatter(),
        "Text" => new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture),
        _ => throw new SettingException("Logging:Format", $"is '{format}'; it must be Json or Text"),
    };

    private static Logger Make(ITextFormatter format, IEnumerable<ILogEventSink> others)
    {
        var log = new LoggerConfiguration().MinimumLevel.Verbose()
            // These write whole addresses, whatever level is asked for.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LogEventLevel.Warning)
            // The program ends with the reason in one line; the host's report of it, and of what it then cancels, adds only stack traces.
            .Filter.ByExcluding(line => line.MessageTemplate.Text == "Hosting failed to start" || line.Exception is OperationCanceledException)
            .Enrich.With<WithoutAddress>()
            .WriteTo.Console(format);
        foreach (var sink in others) log.WriteTo.Sink(sink);
        return log.CreateLogger();
    }

    private sealed class WithoutAddress : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }
}
