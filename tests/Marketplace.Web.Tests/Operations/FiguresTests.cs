using System.Net;
using System.Net.Http.Headers;
using Marketplace.Accounts;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Operations;

public sealed class FiguresTests
{
    private const string Token = "a-token-of-some-length";

    [Test]
    public async Task Scrape_tells_requests_writes_jobs_connections_and_what_waits_in_the_outbox()
    {
        await using var host = await WebHost.Create(kestrel: true);
        using var visitor = await host.Visit();
        await visitor.Open("/challenges");
        await host.With((RegisterPerson use) => use.Run(new("lin@example.org", "Lin Yue", "en"), default));
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        var figures = await visitor.Client.GetStringAsync("/metrics");

        Assert.That(figures, Does.Match("""http_server_request_duration_seconds_count\{[^}]*http_route="/?challenges"[^}]*\} [1-9]"""));
        Assert.That(figures, Does.Match("""marketplace_writes_duration_seconds_count\{[^}]*outcome="saved"[^}]*\} [1-9]"""));
        Assert.That(figures, Does.Match("marketplace_live_connections[^ ]* 0"));
        Assert.That(figures, Does.Match("""marketplace_outbox_waiting\{[^}]*subscriber="live"[^}]*\} [1-9]"""));
        Assert.That(figures, Does.Match("""marketplace_outbox_lag_seconds\{[^}]*subscriber="live"[^}]*\} 90"""));
        Assert.That(figures, Does.Match("""marketplace_outbox_parked\{[^}]*subscriber="live"[^}]*\} 0"""));
    }

    [Test]
    public async Task Sealed_bid_moves_no_gauge_and_its_pages_no_request_figure()
    {
        await using var host = await WebHost.Create(kestrel: true);
        var scene = await BidScene.Create(host.Services);
        await host.Drain();
        using var visitor = await host.Visit();
        var before = Lines(await visitor.Client.GetStringAsync("/metrics"));
        await scene.Bid(scene.Labs[0]);
        var after = Lines(await visitor.Client.GetStringAsync("/metrics"));

        Assert.That(after, Is.EqualTo(before));
        Assert.That(before, Is.Not.Empty);

        static List<string> Lines(string figures) => [.. figures.Split('\n').Where(line => line.StartsWith("marketplace_outbox_waiting{", StringComparison.Ordinal)).Select(line => line.Split("} ")[0] + line.Split("} ")[1].Split(' ')[0])];
    }

    [Test]
    public async Task Metrics_are_absent_for_strangers_members_and_wrong_tokens()
    {
        await using var host = await WebHost.Create(settings: [new("Metrics:Token", Token)]);
        var lin = await TestData.AddPerson(host.Services);
        var answers = new[] { await Ask(host, null, null), await Ask(host, null, "wrong-token-of-some-length"), await Ask(host, lin.Id, null) };
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Metrics_open_to_the_token_and_to_those_who_see_the_system()
    {
        await using var host = await WebHost.Create(settings: [new("Metrics:Token", Token)]);
        var cast = await TestData.AddChallengeCast(host.Services);
        var answers = new[] { await Ask(host, null, Token), await Ask(host, cast.Operator.PersonId, null), await Ask(host, cast.Auditor.PersonId, null) };
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Machine_itself_may_scrape_until_a_token_is_set()
    {
        await using var open = await WebHost.Create(kestrel: true);
        await using var closed = await WebHost.Create(kestrel: true, settings: [new("Metrics:Token", Token)]);
        Assert.That((await Ask(open, null, null), await Ask(closed, null, null)), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound)));
    }

    [TestCase("X-Forwarded-For", "203.0.113.7")]
    [TestCase("Forwarded", "for=203.0.113.7")]
    [TestCase("Host", "market.example.cn")]
    public async Task Machine_itself_is_not_taken_for_whom_its_proxy_forwards(string header, string value)
    {
        await using var host = await WebHost.Create(kestrel: true);
        using var visitor = await host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await visitor.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<HttpStatusCode> Ask(WebHost host, Guid? personId, string? token)
    {
        using var visitor = await host.Visit(personId);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await visitor.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
