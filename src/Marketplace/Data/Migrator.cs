using Microsoft.EntityFrameworkCore;

namespace Marketplace.Data;

/// <summary>Brings the database to the newest migration.</summary>
public static class Migrator
{
    public static async Task Migrate(MarketplaceDb db, CancellationToken ct = default)
    {
        if (db.Database.IsSqlite())
        {
            // WAL is a property of the file and stays. Readers then never wait for the writer.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }

        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) await db.Database.MigrateAsync(ct);
    }
}
