using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

/// <summary>Whatever a program gets wrong has a problem with a stable code and changes nothing.</summary>
public sealed class ApiBadInputTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _draft = null!;
    private ApiCaller _publisher = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        _draft = await TestData.AddDraft(_host.Services, _cast);
        _publisher = await ApiCaller.Create(_host, _cast.Publisher);
    }

    [TestCase("gb18030")]
    [TestCase("utf-16")]
    [TestCase("foo")]
    public async Task Json_in_another_charset_is_refused_before_it_is_read(string charset)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        var answer = await _publisher.SendContent(HttpMethod.Post, "/api/v1/challenges", content);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "request.media_type")), answer.Text);
    }

    [TearDown]
    public async Task End()
    {
        _publisher.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase("\"2,500,000\"")]
    [TestCase("\"\\uff12\\uff15\\uff10\"")]
    [TestCase("\"250\\u4e07\\u5143\"")]
    [TestCase("1.5")]
    [TestCase("99999999999999999999")]
    [TestCase("NaN")]
    public async Task Amount_that_is_no_whole_number_of_minor_units_is_malformed(string amount) =>
        await Refused(await Save($$"""{ "bounty": { "bountyLowMinor": {{amount}} } }"""), 400, "request.malformed");

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{ \"need\": { \"title\": 7 } }")]
    [TestCase("{ \"need\": {} } trailing")]
    public async Task Body_of_another_shape_is_malformed(string body) => await Refused(await Save(body), 400, "request.malformed");

    [TestCase("{ \"indicators\": { \"indicators\": null } }")]
    [TestCase("{ \"need\": { \"kind\": null } }")]
    public async Task Null_for_what_must_be_there_is_malformed(string body) => await Refused(await Save(body), 400, "request.malformed");

    [Test]
    public async Task Null_for_a_row_is_named_by_its_place()
    {
        var answer = await Save("""{ "indicators": { "indicators": [null] } }""");

        Assert.That((answer.Status, answer.Json["errors"]![0]!["field"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "indicators[0]")), answer.Text);
    }

    [Test]
    public async Task Null_in_an_award_is_malformed() =>
        await Refused(await _publisher.Send(HttpMethod.Post, $"{Moves}/awards", """{ "reason": "Best", "lines": [null] }"""), 400, "request.malformed");

    [Test]
    public async Task Null_for_the_tags_of_an_organisation_is_malformed()
    {
        var answer = await _publisher.Send(HttpMethod.Post, "/api/v1/organisations", """{ "kind": "Firm", "content": { "name": "A", "fields": null } }""");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "request.malformed")), answer.Text);
    }

    [Test]
    public async Task Body_nested_without_end_is_malformed() =>
        await Refused(await Save($$"""{ "need": { "title": {{new string('[', 50_000)}}{{new string(']', 50_000)}} } }"""), 400, "request.malformed");

    [Test]
    public async Task Bytes_that_are_no_text_are_malformed()
    {
        using var latin = new ByteArrayContent([.. "{ \"need\": { \"title\": \"caf"u8, 0xE9, .. "\" } }"u8]);
        latin.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Patch, Path) { Content = latin };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        await Refused(await _publisher.Send(request), 400, "request.malformed");
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase("multipart/mixed; boundary=x")]
    public async Task Body_of_another_type_is_refused(string type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await Refused(await _publisher.SendContent(HttpMethod.Patch, Path, content), 415, "request.media_type");
    }

    [TestCase("\"0\"")]
    [TestCase("\"99\"")]
    [TestCase("\"one\"")]
    [TestCase("W/\"1\"")]
    [TestCase("1")]
    [TestCase("\"1\", \"2\"")]
    [TestCase("\"99999999999999999999\"")]
    [TestCase("\"-1\"")]
    public async Task Version_that_is_not_the_present_one_is_stale(string ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Path) { Content = new StringContent("""{ "terms": { } }""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        await Refused(await _publisher.Send(request), 412, "stale");
    }

    [TestCase("with blank")]
    [TestCase("\u00e9")]
    public async Task Key_of_a_repeatable_call_that_is_no_plain_word_is_refused(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        await Refused(await _publisher.Send(request), 400, "request.idempotency_key");
    }

    [Test]
    public async Task Indicator_without_unit_and_method_is_named_by_row()
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        var row = content.Indicators!.Indicators[0] with { Unit = null, TestMethod = null };
        var gaps = await TestData.AddDraft(_host.Services, _cast, content with { Indicators = content.Indicators with { Indicators = [row] } });
        var answer = await _publisher.Send(HttpMethod.Post, $"/api/v1/challenges/{gaps.Id}/submit", "{}");

        Assert.That((answer.Status, answer.Code, answer.MediaType), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "invalid", "application/problem+json")), answer.Text);
        Assert.That(answer.Json["errors"]!.AsArray().Select(e => $"{e!["field"]}: {e["code"]}"),
            Is.EqualTo(new[] { "indicators[0].unit: challenge.indicator_unit", "indicators[0].testMethod: challenge.indicator_method" }));
    }

    [Test]
    public async Task Challenge_handed_in_by_two_people_at_once_is_handed_in_once()
    {
        using var colleague = await ApiCaller.Create(_host, _cast.Colleague);
        var answers = await Task.WhenAll(new[] { _publisher, colleague, _publisher, colleague }.Select(c => c.Send(HttpMethod.Post, $"{Moves}/submit", "{}")));

        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => (a.Status, a.MediaType)), Is.All.EqualTo((HttpStatusCode.Conflict, "application/problem+json")));
        Assert.That((await _host.Events()).Count(e => e.Type == "challenge.submitted"), Is.EqualTo(1));
    }

    private string Path => $"/api/v1/workspace/challenges/{_draft.Id}";

    private string Moves => $"/api/v1/challenges/{_draft.Id}";

    private Task<ApiAnswer> Save(string body) => _publisher.Send(HttpMethod.Patch, Path, body, "\"1\"");

    private async Task Refused(ApiAnswer answer, int status, string code)
    {
        Assert.That(((int)answer.Status, answer.Code, answer.MediaType), Is.EqualTo((status, code, "application/problem+json")), answer.Text);
        Assert.That(await _host.Events(), Has.Count.EqualTo(1));
    }
}
