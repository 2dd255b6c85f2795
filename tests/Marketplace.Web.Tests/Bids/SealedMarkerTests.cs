using System.Collections.Concurrent;
using System.Text;
using Marketplace.Accounts;
using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Bids;

/// <summary>
/// A marker placed in every text, file name and file of a sealed bid is found nowhere until the opening but with its bidder: not in files on disk,
/// tables, events, mails, logs or hub messages, nor in any page or answer of the API for any role.
/// </summary>
[TestFixtureSource(typeof(Databases))]
public sealed class SealedMarkerTests(DatabaseProvider provider)
{
    private const string Marker = "MARKER7f3a9c";

    /// <summary>Stands beside every marker: who searches for it would see the marker in the hit.</summary>
    private const string Beside = "lumiphore";

    [Test]
    public async Task Marker_in_a_sealed_bid_is_found_nowhere_until_the_opening()
    {
        var logs = new KeptLogs();
        await using var host = await Create(services => services.AddSingleton<ILoggerProvider>(logs).AddLogging(l => l.SetMinimumLevel(LogLevel.Trace)));
        var scene = await BidScene.Create(host.Services, labs: 2);
        var id = await BidWithMarker(host, scene);
        var bidder = await InAnswers(host, scene, id, [scene.Labs[0].Actor]);
        var others = await InAnswers(host, scene, id, await Others(scene));
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await host.Drain();
        _ = (await scene.Open(scene.Operator)).Value;
        var askedFor = await InAnswers(host, scene, id, await Others(scene));

        Assert.That(bidder, Has.Some.EndsWith($"/workspace/bids/{id}/versions/1").And.Some.EndsWith($"/api/v1/bids/{id}/draft"), "the search finds it where it is");
        Assert.That(others.Concat(askedFor), Is.Empty);
        Assert.That(await InTables(host), Is.Empty);
        Assert.That(InFiles(host.Database.Directory), Is.Empty);
        Assert.That(logs.Lines.Where(l => l.Contains(Marker, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        Assert.That(logs.Lines, Is.Not.Empty);
    }

    [Test]
    public async Task Marker_is_found_after_the_opening_by_those_who_may_read_the_bids_and_by_nobody_else()
    {
        await using var host = await Create();
        var scene = await BidScene.Create(host.Services, labs: 2);
        var id = await BidWithMarker(host, scene);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await scene.OpenByTwo();

        Assert.That(await InTables(host), Is.EqualTo(new[] { "OpenedBids" }));
        Assert.That(await InAnswers(host, scene, id, [scene.Publisher]), Is.Not.Empty);
        Assert.That(await InAnswers(host, scene, id, [Actor.Anonymous, scene.Labs[1].Actor]), Is.Empty);
    }

    [Test]
    public async Task Hub_tells_nobody_but_the_bidder_that_somebody_bids()
    {
        await using var host = await WebHost.Create(provider, kestrel: true, workers: true);
        var scene = await BidScene.Create(host.Services, labs: 2);
        await using var bidder = await Listen(host, $"organisation:{scene.Labs[0].OrganisationId}", scene.Labs[0].Actor);
        var others = new List<LiveListener>
        {
            await Listen(host, "public", Actor.Anonymous),
            await Listen(host, $"challenge:{scene.ChallengeId}", scene.Publisher),
            await Listen(host, $"organisation:{scene.PublisherId}", scene.Publisher),
            await Listen(host, $"organisation:{scene.Labs[1].OrganisationId}", scene.Labs[1].Actor),
        };
        _ = await BidWithMarker(host, scene);
        await bidder.Until(l => l.Heard.Any(m => m.Type == "bid.replaced"));
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await others[1].Until(l => l.Heard.Any(m => m.Type == "challenge.closed"));

        Assert.That(others.SelectMany(o => o.Heard).Where(m => m.Type.StartsWith("bid", StringComparison.Ordinal)), Is.Empty);
        Assert.That(others.Append(bidder).SelectMany(o => o.Heard).Where(m => m.Data?.GetRawText().Contains(Marker, StringComparison.OrdinalIgnoreCase) == true), Is.Empty);
        foreach (var other in others) await other.DisposeAsync();
    }

    [Test]
    public async Task Hub_tells_the_officers_alone_that_the_opening_was_asked_for_and_nothing_of_the_bids()
    {
        await using var host = await WebHost.Create(provider, kestrel: true, workers: true);
        var scene = await BidScene.Create(host.Services, labs: 2);
        _ = await BidWithMarker(host, scene);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await using var officer = await Listen(host, "officers", scene.Approver);
        await using var anybody = await Listen(host, "public", Actor.Anonymous);
        await using var reader = await Listen(host, $"challenge:{scene.ChallengeId}", scene.Publisher);
        await using var publisher = await Listen(host, $"organisation:{scene.PublisherId}", scene.Publisher);
        await using var bidder = await Listen(host, $"organisation:{scene.Labs[0].OrganisationId}", scene.Labs[0].Actor);
        _ = (await scene.Open(scene.Operator)).Value;
        await officer.Until(l => l.Heard.Count > 0);
        var asked = officer.Heard.Single();
        _ = (await scene.Open(scene.Approver)).Value;
        await officer.Until(l => l.Heard.Count > 1);
        await bidder.Until(l => l.Heard.Any(m => m.Type == "bids.opened"));

        Assert.That((asked.Type, asked.Subject.Kind, asked.Subject.Id, asked.Data), Is.EqualTo(("bids.opening_asked", "challenge", scene.ChallengeId, (System.Text.Json.JsonElement?)null)));
        Assert.That((officer.Heard[1].Type, officer.Heard[1].Data), Is.EqualTo(("bids.opened", (System.Text.Json.JsonElement?)null)));
        Assert.That(new[] { anybody, reader, publisher, bidder }.SelectMany(l => l.Heard).Select(m => m.Type), Has.None.EqualTo("bids.opening_asked"));
    }

    private Task<WebHost> Create(Action<IServiceCollection>? configure = null) =>
        WebHost.Create(provider, settings: [new("RateLimits:Anonymous", "0"), new("RateLimits:Person", "0")], configure: configure);

    private static async Task<LiveListener> Listen(WebHost host, string stream, Actor actor) =>
        await LiveListener.Join(host.Address, stream, actor.PersonId is { } id ? await host.SessionCookie(id) : null);

    private static async Task<List<Actor>> Others(BidScene scene)
    {
        List<Actor> others = [Actor.Anonymous, scene.Publisher, scene.SecondPublisher, scene.Labs[1].Actor];
        foreach (var role in Enum.GetValues<PlatformRole>()) others.Add(await scene.AddOfficer(role));
        others.Add(await scene.AddMember(scene.Labs[0].OrganisationId, MembershipRole.Viewer));
        return others;
    }

    private static async Task<Guid> BidWithMarker(WebHost host, BidScene scene)
    {
        var lab = scene.Labs[0];
        var text = $"{Beside} {Marker}";
        var id = await scene.Start(lab);
        var content = TestData.CompleteBid(scene.Indicators, text);
        content = content with
        {
            Leader = content.Leader with { Degree = text, Title = text, Field = text },
            Team = [new TeamMember(text, text, text, 30)],
            PriorResults = [new PriorResult(PriorResultKind.Patent, text, 2024, text)],
            Partners = [new Partner(text, "", text, 30)],
            Budget = [new BudgetLine(text, "80万")],
        };
        _ = (await scene.Submit(lab, id, await scene.Save(lab, id, content))).Value;
        var file = new AttachBidFile.Input(id, $"{Beside} {Marker}.txt", new MemoryStream(Encoding.UTF8.GetBytes($"text with {text}")));
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

    // Uploads, sealed files, mails, keys and the database itself.
    private static IEnumerable<string> InFiles(string directory) => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return path.Contains(Marker, StringComparison.Ordinal) || Holds(memory.ToArray());
    });

    /// <summary>Who finds the marker where; and where the id of the bid stands in an answer to whom it was not given.</summary>
    private static async Task<List<string>> InAnswers(WebHost host, BidScene scene, Guid bid, IReadOnlyList<Actor> actors)
    {
        var paths = EveryReading.Of(host.Services, await Values(host, scene, bid));
        string[] all =
        [
            .. paths, .. paths.Where(p => !p.Contains(bid.ToString(), StringComparison.Ordinal)).Select(p => $"{p}?q={Beside}&search={Beside}&text={Beside}&subject={bid}"),
            .. new[] { "Json", "Text", "Sealed" }.Select(handler => $"/workspace/bids/{bid}/receipts/1?handler={handler}"),
        ];
        var found = new List<string>();
        foreach (var actor in actors)
        {
            using var visitor = await host.Visit(actor.PersonId);
            foreach (var path in all)
            {
                using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
                var bytes = await answer.Content.ReadAsByteArrayAsync();
                var isTold = actor.IsMember(scene.Labs[0].OrganisationId) || path.Contains(bid.ToString(), StringComparison.Ordinal);
                if (Holds(bytes) || (!isTold && Encoding.UTF8.GetString(bytes).Contains(bid.ToString(), StringComparison.OrdinalIgnoreCase))) found.Add($"{actor.Name} {path}");
            }
        }

        return found;
    }

    private static async Task<Func<string, string, IEnumerable<string>>> Values(WebHost host, BidScene scene, Guid bid)
    {
        var code = (await scene.Challenge()).Code!;
        var file = await host.Read(db => db.Set<BidFile>().Where(f => f.BidId == bid).Select(f => f.Id.ToString()).SingleAsync());
        string[] ids = [scene.ChallengeId.ToString(), bid.ToString(), scene.Labs[0].OrganisationId.ToString()];
        return (name, constraint) => (name, constraint) switch
        {
            (_, "guid") when name.Contains("file", StringComparison.OrdinalIgnoreCase) || name.Contains("attachment", StringComparison.OrdinalIgnoreCase) => [file],
            (_, "guid") when name.Contains("bid", StringComparison.OrdinalIgnoreCase) => [bid.ToString()],
            (_, "guid") => ids,
            (_, "int") => ["0", "1", "2"],
            ("step", _) => ["team", "approach", "indicators", "plan", "terms", "files", "summary", "need"],
            ("code", _) => [code],
            ("documentName", _) => ["v1"],
            _ => [bid.ToString()],
        };
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
