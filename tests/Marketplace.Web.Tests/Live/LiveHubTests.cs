using System.Collections.Concurrent;
using Marketplace.Challenges;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Marketplace.Web.Live;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

public sealed class LiveHubTests
{
    [Test]
    public async Task Join_by_each_kind_of_listener_follows_who_may_see()
    {
        await using var stage = await LiveStage.Create(workers: false);
        var (lab, rival, firm) = (await stage.Organisation(), await stage.Organisation(), await stage.Organisation(OrganisationKind.Firm));
        var (researcher, publisher, officer, treasurer) = (await stage.Person(), await stage.Person(), await stage.Person(PlatformRole.Operator), await stage.Person(PlatformRole.Finance));
        await stage.Member(researcher, lab);
        await stage.Member(publisher, firm, MembershipRole.Publisher);
        var open = Streams.Challenge(await stage.Challenge(firm, ChallengeStatus.Open));
        var draft = Streams.Challenge(await stage.Challenge(firm, ChallengeStatus.Draft));
        (string Stream, Guid?[] MayHear)[] expected =
        [
            (Streams.Public, [null, researcher, publisher, officer, treasurer]),
            (Streams.Officers, [officer]),
            (Streams.Money, [treasurer]),
            (open, [null, researcher, publisher, officer, treasurer]),
            (draft, [publisher]),
            (Streams.Organisation(lab), [researcher]),
            (Streams.Organisation(rival), []),
            (Streams.Organisation(firm), [publisher]),
            (Streams.Person(researcher), [researcher]),
            (Streams.Person(publisher), [publisher]),
            (Streams.Challenge(Guid.CreateVersion7()), []),
            (Streams.Organisation(lab).ToUpperInvariant(), []),
            ("", []), ("organisation:", []), ("everything", []), (new string('x', 2000), []),
        ];

        foreach (var person in new Guid?[] { null, researcher, publisher, officer, treasurer })
        {
            await using var connection = LiveListener.Connect(stage.Host.Address, person is { } id ? await stage.Host.SessionCookie(id) : null);
            await connection.StartAsync();
            foreach (var (stream, mayHear) in expected)
            {
                var heard = mayHear.Contains(person);
                Assert.That(await Accepted(connection, "Join", stream), Is.EqualTo(heard), $"{person} joins {stream}");
                Assert.That(await Accepted(connection, "Replay", stream, 0L), Is.EqualTo(heard), $"{person} replays {stream}");
                stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    [Test]
    public async Task Event_of_a_joined_stream_arrives_with_its_number_and_its_data()
    {
        await using var stage = await LiveStage.Create();
        await stage.Happen(Streams.Public, 7);
        await using var listener = await stage.Listen(Streams.Public);
        await stage.Happen(Streams.Public, 8);
        await listener.Until(l => l.Heard.Count > 0);

        var message = listener.Heard.Single();
        Assert.Multiple(() =>
        {
            Assert.That((message.Stream, message.Number, message.Type), Is.EqualTo((Streams.Public, 2L, "test.note_hung")));
            Assert.That((message.Subject.Kind, message.Subject.Code), Is.EqualTo(("note", "NOTE-8")));
            Assert.That(message.At, Is.EqualTo(World.Start));
            Assert.That(message.Data!.Value.GetProperty("note").GetInt32(), Is.EqualTo(8));
        });
    }

    [Test]
    public async Task Event_for_another_organisation_is_not_heard()
    {
        await using var stage = await LiveStage.Create();
        var (lab, rival, person) = (await stage.Organisation(), await stage.Organisation(), await stage.Person());
        await stage.Member(person, lab);
        await using var listener = await stage.Listen(Streams.Organisation(lab), person);
        await stage.Happen(Streams.Organisation(rival), 1);
        await stage.Happen(Streams.Organisation(lab), 2);
        await listener.Until(l => l.Heard.Count > 0);

        Assert.That(listener.Heard.Select(m => (m.Stream, m.Number)), Is.EqualTo(new[] { (Streams.Organisation(lab), 1L) }));
    }

    [Test]
    public async Task Left_stream_is_not_heard_any_more()
    {
        await using var stage = await LiveStage.Create(workers: false);
        await using var leaver = await stage.Listen(Streams.Public);
        await using var stayer = await stage.Listen(Streams.Public);
        await leaver.Connection.InvokeAsync("Leave", Streams.Public);
        await stage.Happen(Streams.Public);
        await stage.Host.Drain();
        await stayer.Until(l => l.Heard.Count == 1);
        // An answer that comes after the push on the same connection shows that no push is still on its way.
        await leaver.Connection.InvokeAsync<JoinAnswer>("Join", Streams.Public);

        Assert.That(leaver.Heard, Is.Empty);
    }

    [Test]
    public async Task Replay_of_more_than_one_piece_says_that_there_is_more()
    {
        await using var stage = await LiveStage.Create(workers: false);
        await stage.Happen(Streams.Public, 1, StreamQueries.MaxPiece + 5);
        await using var listener = await stage.Listen(Streams.Public);

        var first = await listener.Connection.InvokeAsync<StreamPiece>("Replay", Streams.Public, 2L);
        var second = await listener.Connection.InvokeAsync<StreamPiece>("Replay", Streams.Public, first.Messages[^1].Number);
        Assert.That((first.Messages[0].Number, first.Messages.Count, first.More), Is.EqualTo((3L, StreamQueries.MaxPiece, true)));
        Assert.That((second.Messages[0].Number, second.Messages.Count, second.More), Is.EqualTo((StreamQueries.MaxPiece + 3L, 3, false)));
    }

    [Test]
    public async Task Latest_names_only_streams_that_the_connection_hears()
    {
        await using var stage = await LiveStage.Create(workers: false);
        var lab = await stage.Organisation();
        await stage.Happen(Streams.Public, 1, 3);
        await stage.Happen(Streams.Organisation(lab), 1);
        await using var listener = await stage.Listen(Streams.Public);

        var latest = await listener.Connection.InvokeAsync<Dictionary<string, long>>("Latest", new[] { Streams.Public, Streams.Organisation(lab) });
        Assert.That(latest, Is.EqualTo(new Dictionary<string, long> { [Streams.Public] = 3 }));
    }

    [Test]
    public async Task Calls_without_end_are_refused_until_time_has_passed()
    {
        await using var stage = await LiveStage.Create(workers: false);
        await using var listener = await stage.Listen(Streams.Public);
        var accepted = 0;
        while (accepted < 1000 && await Accepted(listener.Connection, "Replay", Streams.Public, 0L)) accepted++;

        Assert.That(accepted, Is.LessThan(100));
        stage.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await Accepted(listener.Connection, "Replay", Streams.Public, 0L), Is.True);
    }

    [Test]
    public async Task More_streams_than_a_connection_may_hear_are_refused()
    {
        await using var stage = await LiveStage.Create(workers: false);
        var firm = await stage.Organisation(OrganisationKind.Firm);
        await using var listener = await stage.Listen(Streams.Public);
        for (var i = 1; i < LiveConnection.MaxStreams; i++)
        {
            await listener.Connection.InvokeAsync<JoinAnswer>("Join", Streams.Challenge(await stage.Challenge(firm, ChallengeStatus.Open)));
        }

        var one = Streams.Challenge(await stage.Challenge(firm, ChallengeStatus.Open));
        Assert.That(async () => await listener.Connection.InvokeAsync<JoinAnswer>("Join", one), Throws.TypeOf<HubException>().With.Message.Contains("live.too_many_streams"));
    }

    [Test]
    public async Task More_connections_than_a_person_may_have_are_closed()
    {
        await using var stage = await LiveStage.Create(workers: false);
        var person = await stage.Person();
        var session = await stage.Host.SessionCookie(person);
        var connections = Enumerable.Range(0, LiveConnections.MaxPerPerson + 1).Select(_ => LiveListener.Connect(stage.Host.Address, session)).ToList();
        foreach (var connection in connections.SkipLast(1)) await connection.StartAsync();
        foreach (var connection in connections.SkipLast(1)) await connection.InvokeAsync<JoinAnswer>("Join", Streams.Public);
        await connections[^1].StartAsync();

        Assert.That(async () => await connections[^1].InvokeAsync<JoinAnswer>("Join", Streams.Public), Throws.Exception);
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    [TestCase("Join")]
    [TestCase("Leave")]
    [TestCase("Replay")]
    [TestCase("Latest")]
    public async Task Call_about_nothing_is_refused_by_a_code_and_no_error_of_ours(string method)
    {
        var errors = new KeptErrors();
        await using var stage = new LiveStage(await WebHost.Create(kestrel: true, configure: services => services.AddSingleton<ILoggerProvider>(errors)));
        await using var connection = LiveListener.Connect(stage.Host.Address);
        await connection.StartAsync();
        object?[] nothing = method == "Replay" ? [null, 0L] : [null];

        Assert.That(await Accepted(connection, method, nothing), Is.EqualTo(method == "Leave"));
        Assert.That(errors.Lines, Is.Empty);
        Assert.That(await Accepted(connection, "Join", Streams.Public), Is.True, "the connection lives on");
    }

    private static async Task<bool> Accepted(HubConnection connection, string method, params object?[] arguments)
    {
        try
        {
            await connection.InvokeCoreAsync<object>(method, arguments);
            return true;
        }
        catch (HubException e)
        {
            Assert.That(e.Message, Does.Contain("live.").And.Not.Contain("live.failed"));
            return false;
        }
    }

    private sealed class KeptErrors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
