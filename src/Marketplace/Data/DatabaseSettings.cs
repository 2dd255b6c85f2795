using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Marketplace.Data;

public enum DatabaseProvider { Sqlite = 1, Postgres }

/// <summary>Where the data lives: settings <c>Data:Directory</c>, <c>Database:Provider</c>, <c>ConnectionStrings:Marketplace</c>.</summary>
/// <param name="Directory">Full path of the folder for the SQLite file, uploads, keys and dropped mail.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, string Directory)
{
    /// <exception cref="SettingException">A value is wrong or missing; the message names the setting.</exception>
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var directory = Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } set ? set : "data");
        Make(directory);
        var connection = configuration.GetConnectionString("Marketplace");
        return configuration["Database:Provider"] switch
        {
            null or "" or "Sqlite" => new(DatabaseProvider.Sqlite, Or(connection, $"Data Source={Path.Combine(directory, "marketplace.db")}"), directory),
            "Postgres" when !string.IsNullOrWhiteSpace(connection) => new(DatabaseProvider.Postgres, Readable(connection), directory),
            "Postgres" => throw new SettingException("ConnectionStrings:Marketplace", "is needed with Database:Provider = Postgres"),
            var other => throw new SettingException("Database:Provider", $"is '{other}'; it must be Sqlite or Postgres"),
        };
    }

    private static void Make(string directory)
    {
        try
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Data:Directory", $"is '{directory}', which cannot be made or written");
        }
    }

    // The value is not repeated: it may hold a password.
    private static string Readable(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 } ? connection : throw new SettingException("ConnectionStrings:Marketplace", "names no host");
        }
        catch (ArgumentException)
        {
            throw new SettingException("ConnectionStrings:Marketplace", "cannot be read; it must be like Host=…;Database=…;Username=…;Password=…");
        }
    }

    private static string Or(string? value, string other) => string.IsNullOrWhiteSpace(value) ? other : value;
}
