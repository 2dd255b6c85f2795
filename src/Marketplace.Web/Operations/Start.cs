using System.Data.Common;
using System.Net.Sockets;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Web.Operations;

/// <summary>The two steps of the start at which the world outside may not fit the settings; the failure is then said as the setting's.</summary>
internal static class Start
{
    /// <exception cref="SettingException">There is no usable database where the settings say.</exception>
    public static async Task Migrate(MarketplaceDb db, DatabaseSettings settings)
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
