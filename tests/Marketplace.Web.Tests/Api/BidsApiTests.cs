using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

public sealed class BidsApiTests
{
    private WebHost _host = null!;
    private BidScene _scene = null!;

    [SetUp]
    public async Task Open()
    {
        _host = await WebHost.Create();
        _scene = await BidScene.Create(_host.Services, labs: 2);
    }

    [TearDown]
    public async Task Close() => await _host.DisposeAsync();

    [Test]
    public async Task Bid_through_the_api_from_the_start_to_the_receipt_and_back()
    {
        var lab = _scene.Labs[0];
        using var caller = await ApiCaller.Create(_host, lab.Actor);
        var begun = await caller.Send(HttpMethod.Post, $"/api/v1/challenges/{_scene.ChallengeId}/bids", $$"""{ "organisationId": "{{lab.OrganisationId}}" }""");
        var id = begun.Json["id"]!.GetValue<Guid>();
        var empty = await caller.Get($"/api/v1/bids/{id}/draft");
        var saved = await caller.Send(HttpMethod.Put, $"/api/v1/bids/{id}/draft", Written(), empty.ETag);
        var attached = await Attach(caller, id, "figures.txt", "98.2 %"u8.ToArray());
        var receipt = await Submit(caller, id, "\"3\"", "first");

        Assert.That((begun.Status, empty.ETag, saved.ETag, attached.Status), Is.EqualTo((HttpStatusCode.Created, "\"1\"", "\"2\"", HttpStatusCode.Created)));
        Assert.That((receipt.Status, receipt.Json["version"]!.GetValue<int>()), Is.EqualTo((HttpStatusCode.OK, 1)), receipt.Text);
        Assert.That((await caller.Get($"/api/v1/bids/{id}/receipts/1")).Json["sha256"]!.GetValue<string>(), Is.EqualTo(receipt.Json["sha256"]!.GetValue<string>()));
        Assert.That((await caller.Get("/api/v1/bids")).Json.AsArray().Single()!["status"]!.GetValue<string>(), Is.EqualTo("Submitted"));
        Assert.That((await caller.Get($"/api/v1/bids/{id}/draft")).Text, Does.Contain("Low pressure marked").And.Contain("figures.txt"));
        Assert.That((await caller.Send(HttpMethod.Post, $"/api/v1/bids/{id}/withdraw", "{}")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await _host.Read(db => db.Set<Bid>().Select(b => b.Status).SingleAsync()), Is.EqualTo(BidStatus.Withdrawn));
    }

    [Test]
    public async Task Submit_again_with_the_same_key_gives_the_same_receipt_and_without_a_key_or_version_is_refused()
    {
        var (id, revision) = await _scene.Draft(_scene.Labs[0]);
        using var caller = await ApiCaller.Create(_host, _scene.Labs[0].Actor);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Submit(caller, id, $"\"{revision}\"", "one and the same")));

        Assert.That(answers.Select(a => a.Said), Is.All.EqualTo(answers[0].Said));
        Assert.That(answers[0].Json["version"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That((await Submit(caller, id, $"\"{revision}\"", null)).Code, Is.EqualTo("idempotency_key_missing"));
        Assert.That((await Submit(caller, id, null, "other")).Code, Is.EqualTo("version_missing"));
        Assert.That((await Submit(caller, id, "\"1\"", "other")).Code, Is.EqualTo("stale"));
        Assert.That((await Submit(caller, id, $"\"{revision}\"", new string('k', 101))).Code, Is.EqualTo("text.too_long"));
        Assert.That(await _host.Read(db => db.Set<BidSeal>().CountAsync(s => s.Version > 0)), Is.EqualTo(1));
    }

    [TestCase("{ \"leader\": null }")]
    [TestCase("{ \"workPlan\": [ { \"title\": 7 } ] }")]
    [TestCase("{ \"unknown\": 1 }")]
    [TestCase("[")]
    [TestCase("null")]
    public async Task Save_of_what_is_no_content_is_refused_and_nothing_of_it_comes_back(string json)
    {
        var (id, revision) = await _scene.Draft(_scene.Labs[0]);
        using var caller = await ApiCaller.Create(_host, _scene.Labs[0].Actor);
        var answer = await caller.Send(HttpMethod.Put, $"/api/v1/bids/{id}/draft", json, $"\"{revision}\"");

        Assert.That((answer.Status, answer.Code, answer.MediaType), Is.EqualTo((HttpStatusCode.BadRequest, "request.malformed", "application/problem+json")), answer.Text);
        Assert.That((await _host.With((BidReader r) => r.Draft(id, _scene.Labs[0].Actor, default))).Value.Revision, Is.EqualTo(revision));
    }

    [Test]
    public async Task Save_over_bounds_or_over_another_revision_names_what_is_wrong()
    {
        var (id, revision) = await _scene.Draft(_scene.Labs[0]);
        using var caller = await ApiCaller.Create(_host, _scene.Labs[0].Actor);
        var tooLong = await caller.Send(HttpMethod.Put, $"/api/v1/bids/{id}/draft", $$"""{ "route": "{{new string('x', 8001)}}", "trlNow": 12 }""", $"\"{revision}\"");
        var stale = await caller.Send(HttpMethod.Put, $"/api/v1/bids/{id}/draft", "{}", "\"1\"");

        Assert.That((tooLong.Status, tooLong.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "invalid")));
        Assert.That(tooLong.Json["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()), Is.EquivalentTo(new[] { "route", "trlNow" }));
        Assert.That((stale.Status, stale.Code), Is.EqualTo((HttpStatusCode.PreconditionFailed, "stale")));
    }

    [Test]
    public async Task Submit_of_a_draft_with_gaps_names_every_field()
    {
        var id = await _scene.Start(_scene.Labs[0]);
        using var caller = await ApiCaller.Create(_host, _scene.Labs[0].Actor);
        var answer = await Submit(caller, id, "\"1\"", "key");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(answer.Json["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()), Is.SupersetOf(new[] { "leader.name", "route", "responses[1].stance", "workPlan", "pledged" }));
    }

    [Test]
    public async Task Repeatable_calls_of_a_bid_keep_no_answer_and_no_fingerprint_in_clear()
    {
        var (id, revision) = await _scene.Draft(_scene.Labs[0]);
        using var caller = await ApiCaller.Create(_host, _scene.Labs[0].Actor);
        var saved = await caller.Send(HttpMethod.Put, $"/api/v1/bids/{id}/draft", Written(), $"\"{revision}\"", once: "saving");
        var attached = await Attach(caller, id, "figures.txt", "98.2 %"u8.ToArray(), once: "attaching");

        Assert.That((saved.Status, attached.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Created)), attached.Text);
        Assert.That(await _host.Read(db => db.Set<CallAnswer>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Attach_of_a_bad_file_is_refused_by_its_content()
    {
        var (id, _) = await _scene.Draft(_scene.Labs[0]);
        using var caller = await ApiCaller.Create(_host, _scene.Labs[0].Actor);

        Assert.That((await Attach(caller, id, "a.pdf", [])).Code, Is.EqualTo("file.empty"));
        Assert.That((await Attach(caller, id, "a.png", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())).Code, Is.EqualTo("file.type_not_allowed"));
        var tooLarge = await Attach(caller, id, "a.txt", new byte[BidRules.MaxFileBytes + 1]);
        Assert.That((tooLarge.Status, tooLarge.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "file.too_large")));
    }

    [Test]
    public async Task Everything_of_a_bid_is_absent_for_everybody_else()
    {
        var (id, revision) = await _scene.Draft(_scene.Labs[0]);
        _ = (await _scene.Submit(_scene.Labs[0], id, revision)).Value;
        foreach (var actor in new[] { _scene.Labs[1].Actor, _scene.Publisher, _scene.Operator, _scene.Reviewer, _scene.Approver })
        {
            using var caller = await ApiCaller.Create(_host, actor);
            foreach (var (method, path, body) in Calls())
            {
                var foreign = await caller.Send(method, $"/api/v1/bids/{id}{path}", body, body is null ? null : "\"2\"");
                var absent = await caller.Send(method, $"/api/v1/bids/{Guid.CreateVersion7()}{path}", body, body is null ? null : "\"2\"");
                Assert.That((foreign.Status, foreign.Said), Is.EqualTo((HttpStatusCode.NotFound, absent.Said)), $"{method} {path}");
            }

            Assert.That((await caller.Get("/api/v1/bids")).Text, Is.EqualTo("[]"));
            Assert.That((await caller.Get($"/api/v1/challenges/{_scene.ChallengeId}/bids")).Text, Does.Not.Contain(_scene.Labs[0].Name));
        }

        static IEnumerable<(HttpMethod Method, string Path, string? Body)> Calls() =>
        [
            (HttpMethod.Get, "", null), (HttpMethod.Get, "/draft", null), (HttpMethod.Put, "/draft", "{}"), (HttpMethod.Get, "/receipts/1", null),
            (HttpMethod.Get, "/receipts/1/sealed", null), (HttpMethod.Post, "/withdraw", "{}"), (HttpMethod.Get, $"/versions/1/files/{Guid.Empty}", null),
            (HttpMethod.Delete, $"/files/{Guid.Empty}", null),
        ];
    }

    [Test]
    public async Task Submissions_of_200_programs_at_once_around_the_deadline_are_stored_with_a_receipt_or_refused_with_a_reason()
    {
        for (var i = 2; i < 200; i++) await _scene.AddLab($"Laboratory {i + 1}");
        var calls = new List<(ApiCaller Caller, Guid Id, long Revision)>();
        foreach (var lab in _scene.Labs)
        {
            var (id, revision) = await _scene.Draft(lab);
            calls.Add((await ApiCaller.Create(_host, lab.Actor), id, revision));
        }

        // Every reading of the clock takes a tick, so that the deadline falls into the middle of the crowd.
        _host.Clock.SetUtcNow(_scene.DeadlineAt - TimeSpan.FromTicks(900));
        _host.Clock.AutoAdvanceAmount = TimeSpan.FromTicks(1);
        var answers = await Task.WhenAll(calls.Select(c => Task.Run(async () => (c.Id, Answer: await Submit(c.Caller, c.Id, $"\"{c.Revision}\"", "once")))));
        _host.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        calls.ForEach(c => c.Caller.Dispose());

        var stored = await _host.Read(db => db.Set<BidSeal>().AsNoTracking().Where(s => s.Version > 0).ToDictionaryAsync(s => s.BidId));
        var accepted = answers.Where(a => a.Answer.Status == HttpStatusCode.OK).ToList();
        Assert.That(accepted.Select(a => a.Id), Is.EquivalentTo(stored.Keys));
        Assert.That(accepted, Has.Count.InRange(1, 199));
        Assert.That(accepted.Select(a => a.Answer.Json["sha256"]!.GetValue<string>()), Is.EqualTo(accepted.Select(a => Convert.ToHexStringLower(stored[a.Id].Sha256))));
        Assert.That(stored.Values.Select(s => s.SealedAt), Is.All.LessThan(_scene.DeadlineAt));
        Assert.That(answers.Except(accepted).Select(a => a.Answer.Code), Is.All.EqualTo("bid.too_late"));
    }

    private string Written() => JsonSerializer.Serialize(TestData.CompleteBid(_scene.Indicators, "marked") with { Route = "Low pressure marked" }, BidJson.Options);

    private static async Task<ApiAnswer> Submit(ApiCaller caller, Guid id, string? revision, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/bids/{id}/submit");
        if (revision is not null) request.Headers.TryAddWithoutValidation("If-Match", revision);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await caller.Send(request);
    }

    private static async Task<ApiAnswer> Attach(ApiCaller caller, Guid id, string name, byte[] file, string? once = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/bids/{id}/files?name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        return await caller.Send(request, once);
    }
}
