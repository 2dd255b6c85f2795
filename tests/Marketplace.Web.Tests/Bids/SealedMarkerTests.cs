using System.Collections.Concurrent;
using System.Text;
using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Bids;

/// <summary>A marker placed in a sealed bid is found nowhere until the opening: not in files, tables, events, logs or pages.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class SealedMarkerTests(DatabaseProvider provider)
{
    private const string Marker = "MARKER7f3a9c";

    [Test]
    public async Task Marker_in_a_sealed_bid_is_found_nowhere_until_the_opening()
    {
        var logs = new KeptLogs();
        await using var host = await WebHost.Create(provider, configure: services => services.AddSingleton<ILoggerProvider>(logs).AddLogging(l => l.SetMinimumLevel(LogLevel.Trace)));
        var scene = await BidScene.Create(host.Services, labs: 2);
        var id = await BidWithMarker(host, scene);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await host.Drain();
        _ = (await scene.Open(scene.Operator)).Value;

        Assert.That(await InTables(host), Is.Empty);
        Assert.That(InFiles(host.Database.Directory), Is.Empty);
        Assert.That(logs.Lines.Where(l => l.Contains(Marker, StringComparison.Ordinal)), Is.Empty);
        Assert.That((await host.Events()).Where(e => e.Json.Contains(Marker, StringComparison.Ordinal)), Is.Empty);
        Assert.That(await InPages(host, scene, id), Is.Empty);
    }

    [Test]
    public async Task Search_finds_the_marker_where_it_is()
    {
        await using var host = await WebHost.Create(provider);
        var scene = await BidScene.Create(host.Services, labs: 2);
        var id = await BidWithMarker(host, scene);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await scene.OpenByTwo();

        Assert.That(await InTables(host), Is.EqualTo(new[] { "OpenedBids" }));
        Assert.That(await InPages(host, scene, id), Is.Not.Empty);
    }

    private static async Task<Guid> BidWithMarker(WebHost host, BidScene scene)
    {
        var lab = scene.Labs[0];
        var (id, _) = await scene.Draft(lab, Marker);
        var file = new AttachBidFile.Input(id, $"{Marker}.txt", new MemoryStream(Encoding.UTF8.GetBytes($"text with {Marker}")));
        var attached = (await host.With((AttachBidFile u) => u.Run(file, lab.Actor))).Value;
        _ = (await scene.Submit(lab, id, attached.Revision)).Value;
        return id;
    }

    private static Task<List<string>> InTables(WebHost host) => host.Read(async db =>
    {
        var found = new List<string>();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    if (Holds(reader.GetValue(i)) && !found.Contains(table)) found.Add(table);
                }
            }
        }

        return found;
    });

    private static bool Holds(object value) => value switch
    {
        string text => text.Contains(Marker, StringComparison.OrdinalIgnoreCase),
        byte[] bytes => Holds(bytes),
        _ => false,
    };

    private static bool Holds(byte[] bytes) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Marker)) >= 0;

    private static IEnumerable<string> InFiles(string directory) => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return path.Contains(Marker, StringComparison.Ordinal) || Holds(memory.ToArray());
    });

    private static async Task<List<string>> InPages(WebHost host, BidScene scene, Guid bid)
    {
        var code = (await scene.Challenge()).Code;
        string[] pages =
        [
            "/", "/challenges", $"/challenges?q={Marker}", $"/challenges/{code}", "/workspace/bids", $"/workspace/bids/{bid}", $"/workspace/bids/{bid}/versions/1",
            $"/workspace/challenges/{scene.ChallengeId}/bids", $"/workspace/challenges/{scene.ChallengeId}/bids/{bid}", $"/workspace/challenges/{scene.ChallengeId}/award",
            $"/admin/challenges/{scene.ChallengeId}/opening", "/admin/openings", "/admin/events", $"/admin/events?subject={bid}", "/notices",
        ];
        var found = new List<string>();
        foreach (var person in new[] { null, scene.Publisher, scene.Labs[1].Actor, scene.Operator, scene.Approver })
        {
            using var visitor = await host.Visit(person?.PersonId);
            foreach (var page in pages)
            {
                // What the visitor asked for comes back in the search box.
                var html = (await visitor.Open(page)).Html.Replace($"value=\"{Marker}\"", "", StringComparison.Ordinal);
                if (html.Contains(Marker, StringComparison.OrdinalIgnoreCase) && !page.Contains(Marker, StringComparison.Ordinal)) found.Add($"{person?.Name} {page}");
            }
        }

        return found;
    }

    private sealed class KeptLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
