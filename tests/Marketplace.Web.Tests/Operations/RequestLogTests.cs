using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Marketplace.Accounts;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Account;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Marketplace.Web.Tests.Operations;

public sealed class RequestLogTests
{
    [Test]
    public async Task Request_has_one_line_with_its_route_status_and_ids()
    {
        using var log = new Lines();
        await using var host = await WebHost.Create(configure: log.Join);
        using var visitor = await host.Visit();
        await visitor.Open("/challenges?q=photoresist");
        await visitor.Open("/css/tokens.css");
        await visitor.Open("/healthz");
        var answered = log.All.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("Route", out _)).ToList();

        Assert.That(answered, Has.Count.EqualTo(1));
        Assert.That((answered[0].GetProperty("Route").GetString(), answered[0].GetProperty("Status").GetInt32()), Is.EqualTo(("/challenges", 200)));
        Assert.That((answered[0].GetProperty("RequestId").GetString(), answered[0].GetProperty("@tr").GetString()), Is.Not.EqualTo(("", "")));
    }

    [Test]
    public async Task Answer_from_the_cache_has_no_line_and_is_counted()
    {
        using var log = new Lines();
        await using var host = await WebHost.Create(configure: log.Join, kestrel: true);
        using var visitor = await host.Visit();
        foreach (var _ in Enumerable.Range(0, 3)) Assert.That((await visitor.Open("/challenges")).Status, Is.EqualTo(HttpStatusCode.OK));
        var lines = log.All.Count(line => line.Contains("\"Route\":\"/challenges\"", StringComparison.Ordinal));

        Assert.That(lines, Is.EqualTo(1));
        Assert.That((await visitor.Open("/metrics")).Html, Does.Match(@"http_server_request_duration_seconds_count\{[^}]*http_route=""/?challenges""[^}]*\} 3"));
    }

    [Test]
    public async Task Failure_carries_the_reference_that_its_page_shows()
    {
        using var log = new Lines();
        await using var host = await WebHost.Create(configure: log.Join);
        using var visitor = await host.Visit();
        host.Database.Break();
        var page = await visitor.Open("/organisations");

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        var reference = log.All.Select(line => JsonDocument.Parse(line).RootElement).First(line => line.TryGetProperty("@x", out _) && line.TryGetProperty("RequestId", out _)).GetProperty("@tr").GetString()!;
        Assert.That(page.Html, Does.Contain(reference));
    }

    [Test]
    public async Task Password_token_cookie_and_bid_stay_out_of_the_log_however_much_is_asked_of_it()
    {
        const string Marker = "marker-of-a-sealed-bid";
        using var log = new Lines();
        await using var host = await WebHost.Create(configure: log.Join, settings:
        [
            new("Logging:LogLevel:Default", "Trace"), new("Logging:LogLevel:Microsoft.AspNetCore", "Information"), new("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Information"),
        ]);
        var secrets = await SignUpAndIn(host);
        var scene = await BidScene.Create(host.Services);
        await scene.Bid(scene.Labs[0], Marker);
        await host.Drain();
        await host.RunJobs();

        Assert.That(log.All, Has.Some.Contains("/account/register"), "the log is written at all");
        foreach (var secret in secrets.Append(Marker)) Assert.That(log.All.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, secret);
    }

    [Test]
    public async Task Secret_that_is_written_is_found()
    {
        using var log = new Lines();
        await using var host = await WebHost.Create(configure: log.Join);
        host.Services.GetRequiredService<ILogger<RequestLogTests>>().LogInformation("The password is {Password}", "wrong-guess-of-lin");
        Assert.That(log.All, Has.Some.Contains("wrong-guess-of-lin"));
    }

    // Registers, follows the mailed link, signs in wrongly and rightly, asks for an invitation that is not there; answers with what was secret in it.
    private static async Task<List<string>> SignUpAndIn(WebHost host)
    {
        const string Password = "a quite secret sentence";
        using var visitor = await host.Visit();
        await visitor.Submit(await visitor.Open("/account/register"), "form#register", AccountVisits.Values(("Form.Name", "Lin Yue"), ("Form.Email", "lin@example.org")));
        await host.Drain();
        var link = TestData.LinkIn((await TestData.Mails(host.Services))[0]);
        await visitor.Submit(await visitor.Open(link), "form#choose-password", AccountVisits.Values(("Password", Password)));
        using var other = await host.Visit();
        await other.SignIn("wrong-guess-of-lin");
        await other.SignIn(Password);
        await other.Open("/account/invitations/token-of-an-invitation");
        var cookies = visitor.Cookies.GetAllCookies().Concat(other.Cookies.GetAllCookies()).Select(c => c.Value).Where(value => value.Length > 20);
        return [Password, "wrong-guess-of-lin", "token-of-an-invitation", .. Tokens(link), .. cookies];
    }

    private static string[] Tokens(string link) => System.Web.HttpUtility.ParseQueryString(link.Split('?')[1]).GetValues("token") ?? [];

    /// <summary>Every line as it would stand on the console in production.</summary>
    private sealed class Lines : ILogEventSink, IDisposable
    {
        private readonly ConcurrentQueue<string> _lines = [];
        private readonly RenderedCompactJsonFormatter _format = new();

        public IReadOnlyCollection<string> All => _lines;

        public void Join(IServiceCollection services) => services.AddSingleton<ILogEventSink>(this);

        void ILogEventSink.Emit(LogEvent logEvent)
        {
            using var line = new StringWriter();
            _format.Format(logEvent, line);
            _lines.Enqueue(line.ToString());
        }

        public void Dispose() => _lines.Clear();
    }
}
