using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Marketplace.Benchmarks.Bids;

/// <summary>The least that a durable commit can be: one row of so many bytes, one transaction, WAL with synchronous FULL, a connection for each client.</summary>
internal sealed class BareCommits : IAsyncDisposable
{
    // As in the product: one writes at a time, and waiting is fair.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<(SqliteConnection Connection, SqliteCommand Insert)> _clients = [];

    public static async Task<BareCommits> Open(string directory, int clients, int bytes)
    {
        var bare = new BareCommits();
        var row = RandomNumberGenerator.GetBytes(bytes);
        for (var i = 0; i < clients; i++)
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "bare.db")}");
            await connection.OpenAsync();
            await Execute(connection, "PRAGMA journal_mode=WAL");
            await Execute(connection, "PRAGMA synchronous=FULL");
            await Execute(connection, "CREATE TABLE IF NOT EXISTS Rows (Id INTEGER PRIMARY KEY, Bytes BLOB NOT NULL)");
            var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Rows (Bytes) VALUES ($bytes)";
            insert.Parameters.AddWithValue("$bytes", row);
            bare._clients.Add((connection, insert));
        }

        return bare;
    }

    public async Task Commit(int client)
    {
        await _turn.WaitAsync();
        try
        {
            await _clients[client].Insert.ExecuteNonQueryAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, insert) in _clients)
        {
            await insert.DisposeAsync();
            await connection.DisposeAsync();
        }

        _turn.Dispose();
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
