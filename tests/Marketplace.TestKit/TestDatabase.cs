using Marketplace.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Marketplace.Data.Sqlite;

namespace Marketplace.TestKit;

/// <summary>A fresh, migrated database and data folder for one test; both are removed at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim OnlyOnce = new(1, 1);
    private static string? _template;

    private TestDatabase(DatabaseProvider provider, string directory, string connectionString) =>
        (Provider, Directory, ConnectionString) = (provider, directory, connectionString);

    public DatabaseProvider Provider { get; }
    public string Directory { get; }
    public string ConnectionString { get; }

    /// <summary>Settings that point the product at this database.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Data:Directory", Directory),
        new("Database:Provider", Provider.ToString()),
        new("ConnectionStrings:Marketplace", ConnectionString),
    ];

    public static async Task<TestDatabase> Create(DatabaseProvider provider)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("marketplace-test-").FullName;
        if (provider == DatabaseProvider.Postgres) return new(provider, directory, await PostgresServer.CreateDatabase());
        var file = Path.Combine(directory, "marketplace.db");
        File.Copy(await SqliteTemplate(), file);
        return new(provider, directory, $"Data Source={file}");
    }

    /// <summary>From now on the SQLite file cannot be opened any more.</summary>
    public void Break()
    {
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        var file = Path.Combine(Directory, "marketplace.db");
        File.Delete(file);
        System.IO.Directory.CreateDirectory(file);
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.Postgres) await PostgresServer.DropDatabase(ConnectionString);
        else SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        try
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
        catch (IOException)
        {
            // A file still open in a host that shuts down; the system's temporary folder is cleaned by others.
        }
    }

    // Migrating takes longer than most tests: it is done once, and every test copies the file.
    private static async Task<string> SqliteTemplate()
    {
        await OnlyOnce.WaitAsync();
        try
        {
            if (_template is not null) return _template;
            var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("marketplace-template-").FullName, "template.db");
            var options = new DbContextOptionsBuilder<SqliteMarketplaceDb>().UseSqlite($"Data Source={file};Pooling=False").Options;
            await using (var db = new SqliteMarketplaceDb(options))
            {
                await Migrator.Migrate(db);
                await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            return _template = file;
        }
        finally
        {
            OnlyOnce.Release();
        }
    }
}
