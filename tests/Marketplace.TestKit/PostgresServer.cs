using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Marketplace.Data;
using Marketplace.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NUnit.Framework;

namespace Marketplace.TestKit;

/// <summary>
/// A PostgreSQL server of the tests' own on a free loopback port, started from the machine's binaries when first asked for
/// and stopped with the process. Where there are none, the test is skipped with the reason, or fails if
/// <c>MARKETPLACE_TESTS_REQUIRE</c> names <c>postgres</c>.
/// </summary>
public static class PostgresServer
{
    private const string Install = "PostgreSQL's server binaries were not found; on Debian: apt-get install postgresql";
    private static readonly SemaphoreSlim OnlyOnce = new(1, 1);
    private static string? _server;
    private static string? _folder;
    private static int _count;

    /// <summary>A new migrated database; its connection string.</summary>
    public static async Task<string> CreateDatabase()
    {
        var server = await Started();
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await Execute(server, $"CREATE DATABASE {name} TEMPLATE marketplace_template");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public static async Task DropDatabase(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        await Execute(await Started(), $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<string> Started()
    {
        await OnlyOnce.WaitAsync();
        try
        {
            return _server ??= await Start();
        }
        finally
        {
            OnlyOnce.Release();
        }
    }

    private static async Task<string> Start()
    {
        if (FindBinaries() is not { } binaries)
        {
            if (Requirements.Has("postgres")) Assert.Fail(Install);
            Assert.Ignore(Install);
            return "";
        }

        _folder = Directory.CreateTempSubdirectory("marketplace-pg-").FullName;
        var port = FreePort();
        // The server refuses to run as root: then it runs as the system user that the package made.
        var asRoot = Environment.UserName == "root";
        if (asRoot) await Run("chown", "postgres", _folder);
        var data = Path.Combine(_folder, "data");
        await RunAs(asRoot, Path.Combine(binaries, "initdb"), "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await RunAs(asRoot, Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(_folder, "log"),
            "-o", $"-p {port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(asRoot, binaries, data);
        var server = $"Host=127.0.0.1;Port={port};Username=tests;Database=postgres;Maximum Pool Size=40";
        await MakeTemplate(server);
        return server;
    }

    private static async Task MakeTemplate(string server)
    {
        await Execute(server, "CREATE DATABASE marketplace_template");
        var template = new NpgsqlConnectionStringBuilder(server) { Database = "marketplace_template", Pooling = false }.ConnectionString;
        await using var db = new PostgresMarketplaceDb(new DbContextOptionsBuilder<PostgresMarketplaceDb>().UseNpgsql(template).Options);
        await Migrator.Migrate(db);
    }

    private static void Stop(bool asRoot, string binaries, string data)
    {
        RunAs(asRoot, Path.Combine(binaries, "pg_ctl"), "-D", data, "-m", "immediate", "stop").GetAwaiter().GetResult();
        Directory.Delete(_folder!, recursive: true);
    }

    private static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task RunAs(bool asRoot, string program, params string[] arguments) => asRoot
        ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", program, .. arguments])
        : Run(program, arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        // Output is not redirected: the server that pg_ctl leaves behind would hold the pipe open for ever.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
