using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Data.Sqlite;
using Marketplace.TestKit;
using Marketplace.Web.Security;
using Marketplace.Web.Tests.Api;
using Microsoft.Data.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

/// <summary>What came through every use case still has the right status, for people and for programs.</summary>
public sealed class FailuresTests
{
    [TestCase("PATCH", "/api/v1/workspace/challenges/{0}", "application/json", 2 << 20)]
    [TestCase("POST", "/api/v1/organisations/{1}/outcomes/import?name=all.csv", "text/csv", 6 << 20)]
    public async Task Body_larger_than_its_limit_is_a_problem_for_programs(string method, string path, string type, int length, bool hasToken = false)
    {
        await using var host = await WebHost.Create(kestrel: true);
        var answer = await Announce(host, method, path, type, length);

        Assert.That(answer, Does.StartWith("HTTP/1.1 413 ").And.Contains("application/problem+json").And.Contains("\"code\":\"request.too_large\""));
    }

    [Test]
    public async Task Body_too_large_for_a_sealed_bid_moves_no_figure_of_requests()
    {
        await using var host = await WebHost.Create(kestrel: true);
        var answer = await Announce(host, "PUT", "/api/v1/bids/{0}/draft", "application/json", 2 << 20);
        using var visitor = await host.Visit();

        Assert.That(answer, Does.StartWith("HTTP/1.1 413 "));
        Assert.That(await visitor.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)), Does.Not.Contain("api/v1/bids").And.Contains("http_server_request_duration"));
    }

    [TestCase("application/x-www-form-urlencoded", false)]
    [TestCase("application/x-www-form-urlencoded", true)]
    [TestCase("multipart/form-data; boundary=x", false)]
    [TestCase("multipart/form-data; boundary=x", true)]
    public async Task Form_larger_than_its_limit_gets_our_page(string type, bool hasToken)
    {
        await using var host = await WebHost.Create(kestrel: true);
        var answer = await Announce(host, "POST", "/workspace/challenges/{0}/edit/attachments", type, 60 << 20, hasToken);

        Assert.That(answer, Does.StartWith("HTTP/1.1 413 ").And.Contains("<h1>Too large to be sent</h1>"));
    }

    [Test]
    public async Task Field_longer_than_any_form_takes_gets_our_page()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/register")
        {
            Content = new FormUrlEncodedContent([new("Form.Name", new string('x', 5 << 20))]), Headers = { { "Sec-Fetch-Site", "same-origin" } },
        };
        var page = await Page.Read(await visitor.Client.SendAsync(request));

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Full_disk_is_said_as_507_while_reading_goes_on_and_heals_by_itself()
    {
        var disk = new SmallDisk();
        await using var host = await WebHost.Create(configure: services => services.ConfigureDbContext<SqliteMarketplaceDb>(o => o.AddInterceptors(disk)));
        var cast = await TestData.AddChallengeCast(host.Services);
        var draft = await TestData.AddDraft(host.Services, cast);
        using var program = await ApiCaller.Create(host, cast.Publisher);
        using var person = await host.Visit(cast.Publisher.PersonId);
        var form = await person.Open("/workspace/challenges/new");
        disk.Full = true;
        var told = await Save(program, draft.Id);
        var page = await person.Submit(form, "main form[method=post]");
        var read = await program.Get($"/api/v1/workspace/challenges/{draft.Id}");
        disk.Full = false;
        var healed = await Save(program, draft.Id);

        Assert.That((told.Status, told.Code), Is.EqualTo((HttpStatusCode.InsufficientStorage, "storage_full")), told.Text);
        Assert.That((page.Status, page.Text[..3]), Is.EqualTo((HttpStatusCode.InsufficientStorage, "507")));
        Assert.That((read.Status, healed.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)), healed.Text);
    }

    [Test]
    public void Unknown_failure_is_ours() =>
        Assert.That(new[] { new InvalidOperationException("", new IOException()), (Exception)new BadHttpRequestException("", 400) }.Select(Failures.StatusOf), Is.EqualTo(new[] { 500, 400 }));

    [TestCase("/organisations?q=%00")]
    [TestCase("/challenges?q=a%00b")]
    [TestCase("/bids/new?challenge=%00")]
    public async Task Nul_in_an_address_gets_our_page(string address)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var page = await visitor.Open(address);

        Assert.That((page.Status, page.Text[..3]), Is.EqualTo((HttpStatusCode.BadRequest, "400")));
    }

    [TestCase("/account/sign-in")]
    [TestCase("/account/forgot")]
    [TestCase("/account/register")]
    public async Task Noncharacters_on_the_pages_of_accounts_are_no_fault_of_ours(string address)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var page = await visitor.Open(address);
        var sent = await visitor.Submit(page, "main form[method=post]", [new("Form.Email", "a\uFFFE@example.org"), new("Form.Name", "Li\uFFFE"), new("Form.Password", "long enough word")]);

        Assert.That((int)sent.Status, Is.LessThan(500));
    }

    private static Task<ApiAnswer> Save(ApiCaller program, Guid draft) =>
        program.Send(HttpMethod.Patch, $"/api/v1/workspace/challenges/{draft}", """{ "need": { "publicSummary": "Kept" } }""", "\"1\"");

    /// <summary>Announces a body of a length and sends none of it: what the real server answers does not hang on how fast a body comes.</summary>
    private static async Task<string> Announce(WebHost host, string method, string path, string type, int length, bool hasToken = false)
    {
        var cast = await TestData.AddChallengeCast(host.Services);
        var draft = await TestData.AddDraft(host.Services, cast);
        using var visitor = await host.Visit(cast.Colleague.PersonId);
        var given = JsonNode.Parse(await visitor.Client.GetStringAsync(new Uri("/api/v1/antiforgery", UriKind.Relative)))!;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"""
            {method} {string.Format(CultureInfo.InvariantCulture, path, draft.Id, cast.FirmId)} HTTP/1.1
            Host: {host.Address.Authority}
            Accept-Language: en
            Connection: close
            Sec-Fetch-Site: same-origin
            If-Match: "1"
            Cookie: {visitor.Cookies.GetCookieHeader(host.Address)}
            {(hasToken || path.StartsWith("/api", StringComparison.Ordinal) ? given["header"] : "X-None")}: {given["token"]}
            Content-Type: {type}
            Content-Length: {length}


            """.ReplaceLineEndings("\r\n")));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A disk that takes nothing more, as SQLite tells it.</summary>
    private sealed class SmallDisk : DbCommandInterceptor
    {
        private const int SqliteFull = 13;

        public bool Full { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Refuse(command);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Refuse(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Refuse(DbCommand command)
        {
            if (Full && !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)) throw new SqliteException("database or disk is full", SqliteFull);
        }
    }
}
