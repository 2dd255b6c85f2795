using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Data.Sqlite;

/// <summary>SQLite in WAL mode, synchronous FULL: a commit that was acknowledged survives a crash.</summary>
public sealed class SqliteMarketplaceDb(DbContextOptions<SqliteMarketplaceDb> options) : MarketplaceDb(options)
{
    // SQLite has one writer. Waiting here is fair and quick; its own busy handling sleeps 150 ms at a time.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    internal override async Task<IDisposable> TakeTurn(CancellationToken ct)
    {
        var turn = Turns.GetOrAdd(Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    // BEGIN IMMEDIATE, which the provider uses, already holds the only write lock there is.
    internal override Task LockWriter(CancellationToken ct) => Task.CompletedTask;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await TakeTurn(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
