using Marketplace.Data;
using Marketplace.Data.Postgres;
using Marketplace.Data.Sqlite;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Data;

/// <summary>One model, two databases, and migrations that bring each to it.</summary>
public sealed class ModelTests
{
    private static readonly SqliteMarketplaceDb Sqlite =
        new(new DbContextOptionsBuilder<SqliteMarketplaceDb>().UseSqlite("Data Source=unused.db").Options);

    private static readonly PostgresMarketplaceDb Postgres =
        new(new DbContextOptionsBuilder<PostgresMarketplaceDb>().UseNpgsql("Host=unused").Options);

    [Test]
    public void Both_databases_have_the_same_tables_and_columns() => Assert.That(Columns(Sqlite), Is.EqualTo(Columns(Postgres)));

    [Test]
    public void Migrations_are_up_to_date_with_the_model()
    {
        Assert.That(Sqlite.Database.HasPendingModelChanges(), Is.False, "SQLite");
        Assert.That(Postgres.Database.HasPendingModelChanges(), Is.False, "PostgreSQL");
    }

    [Test]
    public void Difference_between_the_models_is_found()
    {
        var other = Columns(Postgres).Where(c => !c.StartsWith("Events.Hash", StringComparison.Ordinal));
        Assert.That(Columns(Sqlite), Is.Not.EqualTo(other));
    }

    [Test]
    public async Task Commit_is_durable_on_sqlite()
    {
        await using var world = await World.Create(DatabaseProvider.Sqlite);
        var (mode, synchronous) = await world.Read(async db => (
            await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(),
            await db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync()));

        // 2 = FULL: the log is synced at every commit, so what was acknowledged survives a crash.
        Assert.That((mode, synchronous), Is.EqualTo(("wal", 2L)));
    }

    private static List<string> Columns(MarketplaceDb db) => [.. db.Model.GetEntityTypes()
        .SelectMany(entity => entity.GetFlattenedProperties().Select(p => $"{entity.GetTableName()}.{p.GetColumnName()} {(p.IsNullable ? "null" : "not null")}"))
        .Order(StringComparer.Ordinal)];
}
