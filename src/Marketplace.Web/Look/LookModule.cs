using System.Text.Encodings.Web;
using System.Text.Unicode;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Web.Demo;
using Marketplace.Web.Security;
using Microsoft.Extensions.WebEncoders;

namespace Marketplace.Web.Look;

/// <summary>What every page needs to be shown: texts and language, files of the browser, server time, our own error pages.</summary>
public static class LookModule
{
    private static readonly string[] ForPrograms = ["/api", "/hubs", "/webhooks", "/open-data"];

    public static IServiceCollection AddLook(this IServiceCollection services, IHostEnvironment environment)
    {
        // Chinese stays readable in the markup and a third of the size that character references would have.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(new TextCatalogue(strict: !environment.IsProduction(), [typeof(Texts).Assembly, typeof(LookModule).Assembly]));
        services.AddTransient(provider => provider.GetRequiredService<TextCatalogue>().Current);
        services.AddBindingTexts();
        services.AddSingleton<BrowserFiles>();
        services.AddTransient<Show>();
        services.AddScoped<Viewer>();
        services.AddListener<DemoData>();
        services.Configure<RequestLocalizationOptions>(Languages);
        return services;
    }

    /// <summary>Language of the request, and our pages where a person would get a bare error; stands first in the pipeline.</summary>
    public static IApplicationBuilder UseLook(this IApplicationBuilder app, IHostEnvironment environment)
    {
        app.UseRequestLocalization();
        app.Use(RememberLanguage);
        return app.UseWhen(context => IsForPeople(context.Request.Path), pages =>
        {
            if (!environment.IsDevelopment()) pages.UseExceptionHandler(Failures.Answer("/errors/500"));
            pages.UseStatusCodePagesWithReExecute("/errors/{0}");
        });
    }

    public static void MapLook(this IEndpointRouteBuilder endpoints)
    {
        // The server's clock for countdowns: a page from a cache does not know how old it is.
        endpoints.MapGet("/time", (TimeProvider clock, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new ServerTime(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static void Languages(RequestLocalizationOptions options)
    {
        var languages = Texts.Languages.ToArray();
        options.SetDefaultCulture(Texts.Chinese).AddSupportedCultures(languages).AddSupportedUICultures(languages);
        options.ApplyCurrentCultureToResponseHeaders = true;
    }

    /// <summary>Programs get problem details or nothing, never a page.</summary>
    private static bool IsForPeople(PathString path) =>
        !Array.Exists(ForPrograms, start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>A language chosen by <c>?culture=</c> stays chosen on the pages after.</summary>
    private static Task RememberLanguage(HttpContext context, RequestDelegate next)
    {
        var asked = context.Request.Query["culture"].ToString();
        if (Texts.Languages.Contains(asked) && HttpMethods.IsGet(context.Request.Method)) LanguageCookie.Write(context, asked);
        return next(context);
    }
}

/// <param name="Now">Unix time in milliseconds.</param>
public sealed record ServerTime(long Now);
