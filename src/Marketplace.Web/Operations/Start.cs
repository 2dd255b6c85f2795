using System.Data.Common;
using System.Net.Sockets;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Web.Demo;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Web.Operations;

/// <summary>The steps of the start at which the world outside may not fit the settings; the failure is then said as the setting's.</summary>
internal static class Start
{
    /// <summary>
    /// Brings the database to the newest form and loads what was asked for, beside the building of the pipeline: neither needs the other, and
    /// describing the database to its library takes about as long as describing the endpoints.
    /// </summary>
    /// <exception cref="SettingException">There is no usable database where the settings say.</exception>
    public static Task Database(WebApplication app) => Task.Run(async () =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        await Migrate(db, scope.ServiceProvider.GetRequiredService<DatabaseSettings>());
        if (DemoLoader.IsWanted(app.Configuration, app.Environment)) await ActivatorUtilities.CreateInstance<DemoLoader>(scope.ServiceProvider).LoadOnce(db);
    });

    /// <summary>Builds what the routes lead to, which would otherwise happen when listening begins.</summary>
    public static void Endpoints(IEndpointRouteBuilder app)
    {
        foreach (var source in app.DataSources) _ = source.Endpoints;
    }

    private static async Task Migrate(MarketplaceDb db, DatabaseSettings settings)
    {
        try
        {
            await Migrator.Migrate(db);
        }
        catch (Exception e) when (e is DbException or { InnerException: DbException })
        {
            var setting = settings.Provider == DatabaseProvider.Sqlite ? "Data:Directory" : "ConnectionStrings:Marketplace";
            throw new SettingException(setting, $"leads to no database that can be used ({FirstLine(e.GetBaseException().Message)})");
        }
    }

    /// <exception cref="SettingException">It cannot listen there.</exception>
    public static async Task Listen(WebApplication app)
    {
        var urls = app.Configuration["Urls"] ?? "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Check(url, urls);
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new SettingException("Urls", $"is '{urls}', where it cannot listen ({FirstLine(e.GetBaseException().Message)})");
        }
    }

    private static void Check(string url, string urls)
    {
        try
        {
            if (BindingAddress.Parse(url).Scheme is "http" or "https") return;
        }
        catch (FormatException)
        {
            // Said below with the name of the setting.
        }

        throw new SettingException("Urls", $"is '{urls}'; it must be addresses such as http://localhost:5080, separated by semicolons");
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd('.');
}
