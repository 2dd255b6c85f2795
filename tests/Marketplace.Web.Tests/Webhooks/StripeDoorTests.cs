using System.Text;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Marketplace.Web.Tests.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Webhooks;

public sealed class StripeDoorTests
{
    [Test]
    public async Task Notice_is_kept_once_and_booked_once_though_it_is_told_by_eight_at_once()
    {
        await using var stage = await CardHost.Create();
        await stage.Scene.PayIn();
        using var site = stage.Host.CreateClient();
        var random = new Random(7);
        var bodies = Enumerable.Repeat(stage.StandIn.Events, 5).SelectMany(b => b).ToArray();
        random.Shuffle(bodies);
        var answers = new List<int>();
        foreach (var eight in bodies.Chunk(8)) answers.AddRange(await Task.WhenAll(eight.Select(b => stage.StandIn.Deliver(site, b, Sign(stage, b)))));
        Assert.That(answers, Is.All.EqualTo(200));
        await stage.Host.RunJobs();
        Assert.That(await stage.Host.Read(db => db.Set<RailNotice>().CountAsync()), Is.EqualTo(2));
        Assert.That((await stage.Scene.Contract.View(stage.Scene.Contract.Publisher))!.Journals, Has.Count.EqualTo(1));
        Assert.That((await stage.Scene.Contract.Contract()).FundedAt, Is.Not.Null);
    }

    [Test]
    public async Task What_is_not_genuine_is_400_and_leaves_no_row_and_no_line_in_the_log()
    {
        var log = new Warnings();
        await using var stage = await CardHost.Create(configure: services => services.AddSingleton<ILoggerProvider>(log));
        await stage.Scene.PayIn();
        using var site = stage.Host.CreateClient();
        var body = stage.StandIn.Events[0];
        var (now, good) = (stage.Host.Clock.GetUtcNow(), Sign(stage, body));
        log.Lines.Clear();
        (string Body, string Signature)[] bad =
        [
            (body.Replace("succeeded", "failed", StringComparison.Ordinal), good), (body, stage.StandIn.Sign(body, "whsec_another0123456789", now)), (body, stage.StandIn.Sign(body, at: now.AddMinutes(-6))),
            (body, stage.StandIn.Sign(body, at: now.AddMinutes(6))), (body, ""), (body, "t=abc"), ("", Sign(stage, "")), ("not json", Sign(stage, "not json")),
            (Null(body), Sign(stage, Null(body))), (new string('x', 1 << 20), good), ("""{"id":"evt_t","object":"v2.core.event","type":"v2.core.account.updated"}""", Sign(stage, """{"id":"evt_t","object":"v2.core.event","type":"v2.core.account.updated"}""")),
        ];
        var answers = new List<int>();
        foreach (var (b, signature) in bad) answers.Add(await stage.StandIn.Deliver(site, b, signature));
        using var bare = await site.PostAsync(new Uri("/webhooks/stripe", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        answers.Add((int)bare.StatusCode);

        Assert.That(answers, Is.All.EqualTo(400));
        Assert.That(await stage.Host.Read(db => db.Set<RailNotice>().CountAsync()), Is.Zero);
        Assert.That(log.Lines, Is.Empty);
        using var read = await site.GetAsync(new Uri("/webhooks/stripe", UriKind.Relative));
        Assert.That((int)read.StatusCode, Is.AnyOf(404, 405));
    }

    [Test]
    public async Task Event_that_concerns_nothing_of_ours_is_taken_and_ignored()
    {
        await using var stage = await CardHost.Create();
        using var site = stage.Host.CreateClient();
        const string body = """{"id":"evt_o","object":"event","api_version":"2025-01-01.acacia","created":1,"type":"customer.created","data":{"object":{"id":"cus_1"}}}""";
        Assert.That(await stage.StandIn.Deliver(site, body, Sign(stage, body)), Is.EqualTo(200));
        await stage.Host.RunJobs();
        Assert.That(await stage.Host.Read(db => db.Set<RailNotice>().Select(n => n.State).SingleAsync()), Is.EqualTo(NoticeState.Ignored));
    }

    [Test]
    public async Task Without_a_rail_the_address_does_not_exist()
    {
        await using var host = await WebHost.Create();
        using var site = host.CreateClient();
        using var answer = await site.PostAsync(new Uri("/webhooks/stripe", UriKind.Relative), new StringContent("{}"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
    }

    private static string Sign(CardHost stage, string body) => stage.StandIn.Sign(body, at: stage.Host.Clock.GetUtcNow());

    private static string Null(string body) => System.Text.RegularExpressions.Regex.Replace(body, "\"api_version\":\"[^\"]*\"", "\"api_version\":null");

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning) lock (Lines) Lines.Add(formatter(state, exception));
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
