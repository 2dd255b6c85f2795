using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

/// <summary>What every call goes through: whose it is, whether it was meant, whether it was made before; and what it hears when it is refused.</summary>
public sealed class ApiDoorTests
{
    [Test]
    public async Task Key_that_may_only_read_reads_and_changes_nothing()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var draft = await TestData.AddDraft(host.Services, cast);
        using var program = ApiCaller.WithKey(host, await Key(host, cast.Publisher, AccessScope.Read));

        Assert.That((await program.Get($"/api/v1/workspace/challenges/{draft.Id}")).Status, Is.EqualTo(HttpStatusCode.OK));
        var refused = await program.Send(HttpMethod.Post, $"/api/v1/challenges/{draft.Id}/submit", "{}");
        Assert.That((refused.Status, refused.Code, refused.MediaType), Is.EqualTo((HttpStatusCode.Forbidden, "token.read_only", "application/problem+json")));
    }

    [Test]
    public async Task Key_that_may_write_needs_no_antiforgery_token_and_works_nowhere_but_in_the_api()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        using var program = ApiCaller.WithKey(host, await Key(host, cast.Publisher, AccessScope.Write));

        var made = await program.Send(HttpMethod.Post, "/api/v1/challenges", $$"""{ "publisherId": "{{cast.FirmId}}" }""");
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created), made.Text);
        using var page = await program.Client.GetAsync(new Uri("/workspace", UriKind.Relative));
        Assert.That(page.Headers.Location!.ToString(), Does.Contain("/account/sign-in"));
    }

    [TestCase("Bearer pdjb_nonsense")]
    [TestCase("Bearer ")]
    [TestCase("Basic bGluOnB3")]
    public async Task Worthless_key_is_refused_even_where_nobody_need_be_known(string header)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await visitor.Client.GetAsync(new Uri("/api/v1/challenges", UriKind.Relative));
        Assert.That((answer.StatusCode, await CodeOf(answer)), Is.EqualTo((HttpStatusCode.Unauthorized, "token.invalid")));
    }

    [Test]
    public async Task Revoked_key_and_suspended_owner_are_refused_at_once()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var made = (await host.With((CreateAccessToken u) => u.Run(new("One", AccessScope.Read, 30), cast.Publisher, default))).Value;
        using var program = ApiCaller.WithKey(host, made.Key);
        Assert.That((await program.Get("/api/v1/workspace/challenges")).Status, Is.EqualTo(HttpStatusCode.OK));
        await host.With((RevokeAccessToken u) => u.Run(made.Id, cast.Publisher, default));
        Assert.That((await program.Get("/api/v1/workspace/challenges")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));

        using var colleague = ApiCaller.WithKey(host, await Key(host, cast.Colleague, AccessScope.Read));
        Assert.That((await host.With((SuspendPerson u) => u.Run(new(cast.Colleague.PersonId!.Value, "misuse"), cast.Supervisor))).IsOk, Is.True);
        await host.Drain();
        Assert.That((await colleague.Get("/api/v1/workspace/challenges")).Code, Is.EqualTo("token.invalid"));
    }

    [Test]
    public async Task Call_repeated_under_its_key_gives_the_same_answer_and_another_call_is_refused()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        using var program = ApiCaller.WithKey(host, await Key(host, cast.Publisher, AccessScope.Write));
        var before = (await host.Events()).Count;
        var body = $$"""{ "publisherId": "{{cast.FirmId}}" }""";

        var first = await program.Send(HttpMethod.Post, "/api/v1/challenges", body, once: "draft-1");
        var again = await program.Send(HttpMethod.Post, "/api/v1/challenges", body, once: "draft-1");
        var other = await program.Send(HttpMethod.Post, "/api/v1/challenges", body + " ", once: "draft-1");
        var elsewhere = await program.Send(HttpMethod.Post, $"/api/v1/challenges/{first.Json["id"]}/submit", "{}", once: "draft-1");
        var malformed = await program.Send(HttpMethod.Post, "/api/v1/challenges", body, once: new string('x', 201));

        Assert.That((again.Status, again.Text, again.ETag), Is.EqualTo((first.Status, first.Text, first.ETag)));
        Assert.That((int)other.Status, Is.EqualTo(422));
        Assert.That(new[] { other.Code, elsewhere.Code, malformed.Code }, Is.EqualTo(new[] { "idempotency.other_call", "idempotency.other_call", "request.idempotency_key" }));
        Assert.That(await host.Events(), Has.Count.EqualTo(before + 1));
    }

    [Test]
    public async Task Upload_repeated_under_its_key_adds_one_file()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var draft = await TestData.AddDraft(host.Services, cast);
        using var program = ApiCaller.WithKey(host, await Key(host, cast.Publisher, AccessScope.Write));
        var path = $"/api/v1/challenges/{draft.Id}/attachments";

        var first = await program.Upload(path, "one\n"u8.ToArray(), "plan.txt", once: "file-1");
        var again = await program.Upload(path, "one\n"u8.ToArray(), "plan.txt", once: "file-1");
        var other = await program.Upload(path, "two\n"u8.ToArray(), "plan.txt", once: "file-1");

        Assert.That((first.Status, again.Text), Is.EqualTo((HttpStatusCode.Created, first.Text)), first.Text);
        Assert.That(other.Code, Is.EqualTo("idempotency.other_call"));
        Assert.That((await program.Get(path)).Json.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Every_refusal_before_an_endpoint_is_a_problem_with_a_code()
    {
        await using var host = await WebHost.Create(kestrel: true);
        var cast = await TestData.AddChallengeCast(host.Services);
        using var program = ApiCaller.WithKey(host, await Key(host, cast.Publisher, AccessScope.Write));
        using var nobody = await host.Visit();
        using var text = new StringContent("publisherId=1", Encoding.UTF8, "text/plain");
        using var large = new StringContent($$"""{ "publisherId": "{{cast.FirmId}}", "content": { "need": { "title": "{{new string('x', 1_200_000)}}" } } }""", Encoding.UTF8, "application/json");
        using var latin = new ByteArrayContent([.. "{ \"publisherId\": \"\xe9"u8, 0xff, .. "\" }"u8]);
        latin.Headers.ContentType = new("application/json");
        var challenges = new Uri("/api/v1/challenges", UriKind.Relative);

        var answers = new List<(int, string?, string?)>();
        foreach (var call in new Func<Task<HttpResponseMessage>>[]
        {
            () => nobody.Client.GetAsync(new Uri("/api/v1/workspace/challenges", UriKind.Relative)),
            () => nobody.Client.GetAsync(new Uri("/api/v1/no-such-thing", UriKind.Relative)),
            () => program.Client.PutAsync(challenges, null),
            () => program.Client.PostAsync(challenges, text),
            () => program.Client.PostAsync(challenges, large),
            () => program.Client.PostAsync(challenges, latin),
        })
        {
            using var answer = await call();
            answers.Add(((int)answer.StatusCode, await CodeOf(answer), answer.Content.Headers.ContentType?.MediaType));
        }

        const string Problem = "application/problem+json";
        Assert.That(answers, Is.EqualTo(new (int, string?, string?)[]
        {
            (401, "sign_in_first", Problem), (404, "not_found", Problem), (405, "request.method", Problem),
            (415, "request.media_type", Problem), (413, "request.too_large", Problem), (400, "request.malformed", Problem),
        }));
    }

    [TestCase("PUT", "/api/v1/challenges", 405)]
    [TestCase("DELETE", "/api/v1/challenges", 405)]
    [TestCase("POST", "/api/v1/no-such-thing", 404)]
    [TestCase("GET", "/API/v1/nothing", 404)]
    public async Task Call_that_no_endpoint_takes_is_told_so_without_a_sign_in(string method, string path, int status)
    {
        await using var host = await WebHost.Create();
        using var nobody = await host.Visit();
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        using var answer = await nobody.Client.SendAsync(request);

        Assert.That(((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((status, "application/problem+json")));
        Assert.That(answer.Content.Headers.Allow, status == 405 ? Is.EquivalentTo(new[] { "GET", "POST" }) : Is.Empty);
    }

    [Test]
    public async Task Too_many_calls_are_told_when_to_come_again()
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:Anonymous", "3")]);
        using var nobody = await host.Visit();
        HttpResponseMessage answer;
        var calls = 0;
        do answer = await nobody.Client.GetAsync(new Uri("/api/v1/challenges", UriKind.Relative));
        while (answer.IsSuccessStatusCode && ++calls < 20);

        Assert.That((answer.StatusCode, await CodeOf(answer), answer.Headers.RetryAfter is null), Is.EqualTo((HttpStatusCode.TooManyRequests, "too_many_requests", false)));
        answer.Dispose();
    }

    private static async Task<string> Key(WebHost host, Actor actor, AccessScope scope) =>
        (await host.With((CreateAccessToken u) => u.Run(new($"{scope}", scope, 30), actor, default))).Value.Key;

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())?["code"]?.GetValue<string>();
}
