using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Challenges;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

public sealed class ChallengesApiTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Whole_way_from_draft_to_public_list_through_the_api()
    {
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var created = await publisher.Send(HttpMethod.Post, "/api/v1/challenges", $$"""
            { "publisherId": "{{_cast.FirmId}}", "content": { "need": { "title": "Metal removal", "category": "Breakthrough", "needType": "Breakthrough",
              "publicSummary": "s", "background": "b", "target": "t", "leading": ["IntegratedCircuits"], "hardCore": [] } } }
            """);
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Created), created.Text);
        var id = created.Json["id"]!.GetValue<string>();

        var incomplete = await publisher.Send(HttpMethod.Post, $"/api/v1/challenges/{id}/submit", "{}");
        Assert.That((incomplete.Status, incomplete.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "invalid")));
        Assert.That(incomplete.Json["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()), Does.Contain("bountyLowMinor").And.Contain("indicators"));

        var saved = await publisher.Send(HttpMethod.Patch, $"/api/v1/workspace/challenges/{id}", Rest(_host.Clock.GetUtcNow().AddDays(30)), created.ETag);
        Assert.That(saved.Status, Is.EqualTo(HttpStatusCode.OK), saved.Text);
        Assert.That((await publisher.Send(HttpMethod.Post, $"/api/v1/challenges/{id}/submit", "{}", saved.ETag)).Status, Is.EqualTo(HttpStatusCode.OK));
        using var reviewer = await ApiCaller.Create(_host, _cast.Reviewer);
        Assert.That((await reviewer.Send(HttpMethod.Post, $"/api/v1/admin/challenges/{id}/approve", "{}")).Status, Is.EqualTo(HttpStatusCode.OK));
        using var approver = await ApiCaller.Create(_host, _cast.Approver);
        var posted = await approver.Send(HttpMethod.Post, $"/api/v1/admin/challenges/{id}/post", "{}");
        Assert.That(posted.Json["code"]!.GetValue<string>(), Is.EqualTo("PD-JB-2026-0001"), posted.Text);

        using var anybody = await ApiCaller.Create(_host, Actor.Anonymous);
        Assert.That((await anybody.Get("/api/v1/challenges")).Json["challenges"]!.AsArray(), Has.Count.EqualTo(1));
        var read = await anybody.Get("/api/v1/challenges/PD-JB-2026-0001");
        Assert.That(read.Json["bounty"]!["lowMinor"]!.GetValue<long>(), Is.EqualTo(250_000_000));
        Assert.That(read.Json["leading"]!.AsArray().Select(t => t!.GetValue<string>()), Is.EqualTo(new[] { "IntegratedCircuits" }));
        Assert.That(read.Text, Does.Not.Contain("Lin Yue").And.Not.Contain("reviewedById"));
    }

    [Test]
    public async Task Attachment_is_judged_by_its_content()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        foreach (var (name, bytes, code) in BadFiles.All)
        {
            var refused = await publisher.Upload($"/api/v1/challenges/{draft.Id}/attachments", bytes, name);
            Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, code)), $"{name}: {refused.Text}");
        }

        using var stranger = await ApiCaller.Create(_host, _cast.OtherPublisher);
        Assert.That((await stranger.Upload($"/api/v1/challenges/{draft.Id}/attachments", BadFiles.Pdf, "a.pdf")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await publisher.Get($"/api/v1/challenges/{draft.Id}/attachments")).Json.AsArray(), Is.Empty);
        Assert.That(await _host.Read(db => db.Set<StoredFile>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Attachment_that_is_a_byte_too_large_is_refused_and_not_kept()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var refused = await publisher.Upload($"/api/v1/challenges/{draft.Id}/attachments", new byte[AddAttachment.Limits.MaxBytes + 1], "large.txt");
        Assert.That((refused.Status, refused.Code, refused.MediaType), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "file.too_large", "application/problem+json")), refused.Text);
        Assert.That((await publisher.Get($"/api/v1/challenges/{draft.Id}/attachments")).Json.AsArray(), Is.Empty);
        Assert.That(await _host.Read(db => db.Set<StoredFile>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Save_without_version_or_with_an_old_one_is_refused()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var path = $"/api/v1/workspace/challenges/{draft.Id}";
        const string Change = """{ "terms": { "ipRule": "Bidder", "acceptanceMethod": "Another" } }""";

        var without = await publisher.Send(HttpMethod.Patch, path, Change);
        var first = await publisher.Send(HttpMethod.Patch, path, Change, "\"1\"");
        var old = await publisher.Send(HttpMethod.Patch, path, """{ "terms": { } }""", "\"1\"");

        Assert.That((without.Status, without.Code), Is.EqualTo(((HttpStatusCode)428, "version_missing")));
        Assert.That((first.Status, first.ETag), Is.EqualTo((HttpStatusCode.OK, "\"2\"")));
        Assert.That((old.Status, old.Code), Is.EqualTo((HttpStatusCode.PreconditionFailed, "stale")));
        Assert.That(old.Text, Does.Not.Contain("page"), "a program has opened none");
    }

    [TestCase("{", "request.malformed", 400)]
    [TestCase("""{ "need": { "kind": "Nonsense" } }""", "request.malformed", 400)]
    [TestCase("""{ "need": { "kind": 1 } }""", "request.malformed", 400)]
    [TestCase("""{ "nede": { } }""", "request.malformed", 400)]
    [TestCase("""{ "need": { "leading": ["Unknown"] } }""", "request.malformed", 400)]
    [TestCase("""{ "bounty": { "bountyLowMinor": -5 } }""", "amount.negative", 422)]
    [TestCase("""{ "bounty": { "bountyLowMinor": 0 } }""", "amount.zero", 422)]
    [TestCase("""{ "bounty": { "currency": "ZZZ" } }""", "challenge.currency_unknown", 422)]
    [TestCase("""{ "procedure": { "deadlineAt": "2020-01-01T00:00:00Z" } }""", "challenge.deadline_past", 422)]
    [TestCase("""{ "procedure": { "deadlineAt": "2026-03-04T10:00:00Z" } }""", "challenge.deadline_too_close", 422)]
    [TestCase("""{ "procedure": { "deadlineAt": "2027-03-01T18:00" } }""", "request.malformed", 400)]
    [TestCase("""{ "procedure": { "deadlineAt": "2027-03-01" } }""", "request.malformed", 400)]
    [TestCase("""{ "need": { "publicSummary": "a\u0000b" } }""", "text.invalid_characters", 422)]
    [TestCase("""{ "need": { "publicSummary": "\ud800" } }""", "request.malformed", 400)]
    public async Task Save_of_bad_input_answers_a_problem_with_a_stable_code(string body, string code, int status)
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var answer = await publisher.Send(HttpMethod.Patch, $"/api/v1/workspace/challenges/{draft.Id}", body, "\"1\"");

        Assert.That(((int)answer.Status, answer.Code, answer.MediaType), Is.EqualTo((status, code, "application/problem+json")), answer.Text);
        Assert.That(await _host.Events(), Has.Count.EqualTo(1));
    }

    [TestCase("""{ "need": { "kind": "Nonsense" } }""", "need.kind")]
    [TestCase("""{ "bounty": { "bountyLowMinor": "1e3" } }""", "bounty.bountyLowMinor")]
    [TestCase("""{ "procedure": { "deadlineAt": "soon" } }""", "procedure.deadlineAt")]
    public async Task Body_that_cannot_be_read_names_the_place(string body, string field)
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var answer = await publisher.Send(HttpMethod.Patch, $"/api/v1/workspace/challenges/{draft.Id}", body, "\"1\"");

        Assert.That(answer.Json["errors"]![0]!["field"]!.GetValue<string>(), Is.EqualTo(field), answer.Text);
        // The rest of the answer is an id of its own, in which any digits may stand.
        Assert.That(answer.Json["title"] + answer.Json["errors"]!.ToJsonString(), Does.Not.Contain("Nonsense").And.Not.Contain("1e3"));
    }

    [Test]
    public async Task List_with_a_cursor_that_is_none_of_its_codes_is_refused()
    {
        using var anyone = await ApiCaller.Create(_host, _cast.Publisher);
        var answer = await anyone.Get("/api/v1/challenges?cursor=zzz");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "field.choice")), answer.Text);
    }

    [Test]
    public async Task Save_of_a_megabyte_of_text_in_one_field_is_refused()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var text = await publisher.Send(HttpMethod.Patch, $"/api/v1/workspace/challenges/{draft.Id}", $$"""{ "need": { "background": "{{new string('x', 900_000)}}" } }""", "\"1\"");

        Assert.That((text.Status, text.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "text.too_long")));
    }

    [Test]
    public async Task Call_without_antiforgery_token_or_sign_in_changes_nothing()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var visitor = await _host.Visit(_cast.Publisher.PersonId);
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var forged = await visitor.Client.PostAsync(new Uri($"/api/v1/challenges/{draft.Id}/submit", UriKind.Relative), content);
        Assert.That((forged.StatusCode, await CodeOf(forged)), Is.EqualTo((HttpStatusCode.BadRequest, "request.antiforgery")));

        using var anybody = await ApiCaller.Create(_host, Actor.Anonymous);
        var unsigned = await anybody.Send(HttpMethod.Post, $"/api/v1/challenges/{draft.Id}/submit", "{}");
        Assert.That((unsigned.Status, unsigned.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "sign_in_first")), unsigned.Text);
        Assert.That(await _host.Events(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Strangers_and_absent_ids_get_the_same_answer()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var other = await ApiCaller.Create(_host, _cast.OtherPublisher);
        foreach (var (method, place, path) in new[] { (HttpMethod.Get, "workspace/", ""), (HttpMethod.Get, "", "/matches"), (HttpMethod.Post, "", "/submit"), (HttpMethod.Post, "", "/withdraw"), (HttpMethod.Post, "", "/cancel") })
        {
            var foreign = await other.Send(method, $"/api/v1/{place}challenges/{draft.Id}{path}", method == HttpMethod.Get ? null : "{}");
            var absent = await other.Send(method, $"/api/v1/{place}challenges/{Guid.CreateVersion7()}{path}", method == HttpMethod.Get ? null : "{}");
            Assert.That((foreign.Status, foreign.Said), Is.EqualTo((absent.Status, absent.Said)), path);
            Assert.That(foreign.Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        }

        var inForeignName = await other.Send(HttpMethod.Post, "/api/v1/challenges", $$"""{ "publisherId": "{{_cast.FirmId}}" }""");
        Assert.That(inForeignName.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Public_list_is_paged_without_doubles()
    {
        for (var i = 0; i < 5; i++) await TestData.AddOpenChallenge(_host.Services, _cast);
        using var anybody = await ApiCaller.Create(_host, Actor.Anonymous);
        var codes = new List<string>();
        var next = "";
        do
        {
            var page = await anybody.Get($"/api/v1/challenges?limit=2{next}");
            codes.AddRange(page.Json["challenges"]!.AsArray().Select(c => c!["code"]!.GetValue<string>()));
            next = page.Json["next"] is { } cursor ? $"&cursor={cursor.GetValue<string>()}" : "";
        }
        while (next.Length > 0);

        Assert.That(codes, Is.EqualTo(Enumerable.Range(1, 5).Reverse().Select(n => $"PD-JB-2026-{n:D4}")));
    }

    [Test]
    public async Task Attachment_goes_up_by_content_and_comes_down_as_a_harmless_download()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        var added = await publisher.Upload($"/api/v1/challenges/{draft.Id}/attachments", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray(), "plan.pdf");
        var drawing = await publisher.Upload($"/api/v1/challenges/{draft.Id}/attachments", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "x.svg");

        Assert.That(added.Status, Is.EqualTo(HttpStatusCode.Created), added.Text);
        Assert.That((int)drawing.Status, Is.EqualTo(422), drawing.Text);
        var address = $"/files/challenges/{added.Json["id"]!.GetValue<string>()}";
        using var file = await publisher.Client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.That(file.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(file.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("sandbox"));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        using var anybody = await _host.Visit();
        Assert.That((await anybody.Client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Description_is_openapi_3_1_and_names_the_challenges()
    {
        using var anybody = await ApiCaller.Create(_host, Actor.Anonymous);
        var description = await anybody.Get("/openapi/v1.json");

        Assert.That(description.Json["openapi"]!.GetValue<string>(), Does.StartWith("3.1"));
        Assert.That(description.Json["paths"]!.AsObject().Select(p => p.Key), Does.Contain("/api/v1/challenges/{id}/submit").And.Contain("/api/v1/admin/challenges/{id}/post"));
        // Two templates that differ in the name of a parameter alone are one path to a reader of the description (OpenAPI 3.1, Paths Object).
        Assert.That(Twins(description.Json), Is.Empty);
        Assert.That(Twins(JsonNode.Parse("""{ "paths": { "/a/{id}": {}, "/a/{code}": {}, "/a/{id}/b": {} } }""")!), Is.EqualTo(new[] { "/a/{}" }));
    }

    private static IEnumerable<string> Twins(JsonNode description) => description["paths"]!.AsObject()
        .GroupBy(p => System.Text.RegularExpressions.Regex.Replace(p.Key, @"\{[^}]*\}", "{}"), StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    private static string Rest(DateTimeOffset deadline) => $$"""
        { "indicators": { "indicators": [{ "name": "Single metal", "comparator": "AtMost", "value": 1, "unit": "ppb", "testMethod": "ICP-MS", "weight": 100, "mandatory": true }], "deliverables": "Report" },
          "bounty": { "bountyType": "Fixed", "bountyLowMinor": 250000000, "currency": "CNY", "ownPercent": 100, "paymentPlan": "30/70", "periodMonths": 12 },
          "procedure": { "presetCode": "open", "mode": "Single", "maxWinners": 1, "deadlineAt": "{{deadline:O}}" },
          "terms": { "ipRule": "Joint", "acceptanceMethod": "Laboratory" },
          "confidential": { "contactName": "Lin Yue", "contactPhone": "021-5555 0101" } }
        """;

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())?["code"]?.GetValue<string>();
}
