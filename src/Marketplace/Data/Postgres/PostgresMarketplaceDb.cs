using Microsoft.EntityFrameworkCore;

namespace Marketplace.Data.Postgres;

/// <summary>PostgreSQL, for more than one node. One transaction at a time appends events, so their numbers follow the order of commit.</summary>
public sealed class PostgresMarketplaceDb(DbContextOptions<PostgresMarketplaceDb> options) : MarketplaceDb(options)
{
    internal override Task<IDisposable> TakeTurn(CancellationToken ct) => Task.FromResult<IDisposable>(NoTurn.Instance);

    // Held until commit or rollback. Readers never wait for it. The number only has to be ours alone in this database.
    internal override Task LockWriter(CancellationToken ct) => Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(590711)", ct);

    private sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Instance = new();
        public void Dispose() { }
    }
}
