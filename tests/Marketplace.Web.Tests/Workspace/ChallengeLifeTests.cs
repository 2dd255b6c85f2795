using System.Net;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Api;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>The life of a challenge that finds no bidder at first, all of it through the pages, and once more through the API.</summary>
public sealed class ChallengeLifeTests
{
    private static readonly string[] Life =
    [
        "challenge.submitted", "challenge.withdrawn", "challenge.submitted", "challenge.returned", "challenge.submitted", "challenge.approved", "challenge.posted", "challenge.question_asked",
        "challenge.question_answered", "challenge.extended", "challenge.no_bid", "challenge.reposted", "challenge.submitted", "challenge.approved", "challenge.posted", "challenge.cancelled",
    ];

    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private Guid _id;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        _id = (await TestData.AddDraft(_host.Services, _cast)).Id;
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Challenge_is_withdrawn_returned_posted_asked_about_extended_unanswered_posted_again_and_cancelled_through_the_pages()
    {
        await Submit();
        var withdrawn = await ByPublisher("withdraw", ("Reason", "One more look"));
        Assert.That((withdrawn.Address.Query, (await Stored()).Status), Is.EqualTo(("?saved=withdrawn", ChallengeStatus.Draft)), withdrawn.Text);
        await Submit();
        await ByOfficer(_cast.Reviewer, "return", ("Reason", "Which <b>oven</b>?"));
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var returned = await publisher.Open($"/workspace/challenges/{_id}");
        Assert.That(returned.Document.QuerySelector("#now .note")!.TextContent, Does.Contain("Which <b>oven</b>?"));
        Assert.That(((await Stored()).Status, returned.Document.QuerySelector(".status")!.TextContent), Is.EqualTo((ChallengeStatus.Returned, "Returned")));

        var code = await PostByPages();
        await AskAndAnswer(code);
        var extended = await ByPublisher("extend", ("DeadlineAt", "2026-05-03T18:00"), ("Reason", "Samples came late."));
        Assert.That(extended.Text, Does.Contain("2026-05-03 18:00"));
        await LetItPass();
        using var anybody = await _host.Visit();
        Assert.That((await anybody.Open($"/challenges/{code}")).Document.QuerySelector("#head .status")!.TextContent, Is.EqualTo("No bid"));
        Assert.That((await anybody.Open("/challenges?phase=NoBid")).Text, Does.Contain(code));

        var reposted = await ByPublisher("repost", ("Reason", "More money"));
        Assert.That((reposted.Address.Query, (await Stored()).Status), Is.EqualTo(("?saved=reposted", ChallengeStatus.Draft)), reposted.Text);
        await publisher.Submit(await publisher.Open($"/workspace/challenges/{_id}/edit/procedure"), "form#step", [new("Procedure.DeadlineAt", "2026-07-01T18:00")]);
        Assert.That(await PostByPages(), Is.EqualTo(code), "a second round keeps the code");
        await ByOfficer(_cast.Approver, "cancel", ("Cause", "TermsWrong"), ("Reason", "The wrong <i>oven</i>"));
        await _host.Drain();
        Assert.That((await anybody.Open($"/challenges/{code}")).Document.QuerySelector("#changes")!.TextContent, Does.Contain("The terms were wrong").And.Contain("The wrong <i>oven</i>"));
        Assert.That(await Moves(), Is.EqualTo(Life));
    }

    [Test]
    public async Task Challenge_is_withdrawn_returned_posted_asked_about_extended_unanswered_posted_again_and_cancelled_through_the_api()
    {
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        await Move(publisher, "challenges", "submit", ChallengeStatus.Submitted);
        await Move(publisher, "challenges", "withdraw", ChallengeStatus.Draft, """{ "reason": "One more look" }""");
        await Move(publisher, "challenges", "submit", ChallengeStatus.Submitted);
        using var reviewer = await ApiCaller.Create(_host, _cast.Reviewer);
        await Move(reviewer, "admin/challenges", "return", ChallengeStatus.Returned, """{ "reason": "Which oven?" }""");
        var returned = (await publisher.Get($"/api/v1/workspace/challenges/{_id}")).Json;
        Assert.That((returned["status"]!.GetValue<string>(), returned["statusReason"]!.GetValue<string>()), Is.EqualTo(("Returned", "Which oven?")));

        var code = await PostByApi(publisher, reviewer);
        using var lab = await ApiCaller.Create(_host, _cast.Bidder);
        var asked = await lab.Send(HttpMethod.Post, $"/api/v1/challenges/{_id}/questions", """{ "text": "How pure?" }""");
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.Created), asked.Text);
        var answered = await publisher.Send(HttpMethod.Post, $"/api/v1/challenges/{_id}/questions/{asked.Json["id"]}/answer", """{ "answer": "Very." }""");
        Assert.That(answered.Status, Is.EqualTo(HttpStatusCode.NoContent), answered.Text);
        using var anybody = await ApiCaller.Create(_host, Actor.Anonymous);
        var said = (await anybody.Get($"/api/v1/challenges/{_id}/questions")).Json[0]!;
        Assert.That((said["text"]!.GetValue<string>(), said["answer"]!.GetValue<string>()), Is.EqualTo(("How pure?", "Very.")));
        await Move(publisher, "challenges", "extend", ChallengeStatus.Open, """{ "deadlineAt": "2026-05-03T18:00:00+08:00", "reason": "Samples came late." }""");
        Assert.That((await anybody.Get($"/api/v1/challenges/{code}")).Json["deadlineAt"]!.GetValue<DateTimeOffset>(), Is.EqualTo(new DateTimeOffset(2026, 5, 3, 10, 0, 0, TimeSpan.Zero)));
        await LetItPass();
        Assert.That((await anybody.Get($"/api/v1/challenges/{code}")).Json["status"]!.GetValue<string>(), Is.EqualTo("NoBid"));

        var reposted = await Move(publisher, "challenges", "repost", ChallengeStatus.Draft, """{ "reason": "More money" }""");
        var mended = await publisher.Send(HttpMethod.Patch, $"/api/v1/workspace/challenges/{_id}", """{ "procedure": { "presetCode": "open", "deadlineAt": "2026-07-01T18:00:00+08:00" } }""", reposted.ETag);
        Assert.That(mended.Status, Is.EqualTo(HttpStatusCode.OK), mended.Text);
        Assert.That(await PostByApi(publisher, reviewer), Is.EqualTo(code), "a second round keeps the code");
        await Move(publisher, "challenges", "cancel", ChallengeStatus.Cancelled, """{ "cause": "FundingLost", "reason": "The line was sold." }""");
        await _host.Drain();
        var change = (await anybody.Get($"/api/v1/challenges/{code}")).Json["changes"]![0]!;
        Assert.That((change["cause"]!.GetValue<string>(), change["reason"]!.GetValue<string>()), Is.EqualTo(("FundingLost", "The line was sold.")));
        Assert.That(await Moves(), Is.EqualTo(Life));
    }

    private async Task Submit()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var sent = await publisher.Submit(await publisher.Open($"/workspace/challenges/{_id}/check"), "form#submit");
        Assert.That(sent.Address.Query, Is.EqualTo("?saved=submitted"), sent.Text);
    }

    private async Task<Page> ByPublisher(string form, params (string Name, string Value)[] values)
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        return await publisher.Submit(await publisher.Open($"/workspace/challenges/{_id}"), $"form#{form}", values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
    }

    private async Task ByOfficer(Actor officer, string form, params (string Name, string Value)[] values)
    {
        using var visitor = await _host.Visit(officer.PersonId);
        var done = await visitor.Submit(await visitor.Open($"/admin/challenges/{_id}"), $"form#{form}", values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        Assert.That((done.Status, done.Document.QuerySelector(".error-summary")?.TextContent), Is.EqualTo((HttpStatusCode.OK, (string?)null)), form);
    }

    private async Task<string> PostByPages()
    {
        await Submit();
        await ByOfficer(_cast.Reviewer, "approve");
        await ByOfficer(_cast.Approver, "post");
        await _host.Drain();
        var stored = await Stored();
        Assert.That(stored.Status, Is.EqualTo(ChallengeStatus.Open));
        return stored.Code!;
    }

    private async Task<string> PostByApi(ApiCaller publisher, ApiCaller reviewer)
    {
        await Move(publisher, "challenges", "submit", ChallengeStatus.Submitted);
        await Move(reviewer, "admin/challenges", "approve", ChallengeStatus.Approved);
        using var approver = await ApiCaller.Create(_host, _cast.Approver);
        return (await Move(approver, "admin/challenges", "post", ChallengeStatus.Open)).Json["code"]!.GetValue<string>();
    }

    private async Task AskAndAnswer(string code)
    {
        using var lab = await _host.Visit(_cast.Bidder.PersonId);
        var asked = await lab.Submit(await lab.Open($"/challenges/{code}"), "form#ask", [new("QuestionText", $"How {Hostile.Text}?")]);
        Assert.That(asked.Document.QuerySelector("#question-1")!.TextContent, Does.Contain($"How {Hostile.Text}?"));
        var answered = await ByPublisher("answer-1", ("Answer", $"Very {Hostile.Text}."));
        Assert.That((answered.Address.Query, Hostile.Acting(answered)), Is.EqualTo(("?saved=answered", Array.Empty<string>())));
        using var anybody = await _host.Visit();
        var page = await anybody.Open($"/challenges/{code}");
        Assert.That(page.Document.QuerySelector("#question-1 .answer")!.TextContent, Does.Contain($"Very {Hostile.Text}."));
        Assert.That(Hostile.Acting(page), Is.Empty);
    }

    /// <summary>The deadline, without a bid.</summary>
    private async Task LetItPass()
    {
        _host.Clock.SetUtcNow((await Stored()).DeadlineAt!.Value);
        await _host.RunJobs();
        await _host.Drain();
        Assert.That((await Stored()).Status, Is.EqualTo(ChallengeStatus.NoBid));
    }

    private async Task<ApiAnswer> Move(ApiCaller caller, string group, string name, ChallengeStatus to, string body = "{}")
    {
        var answer = await caller.Send(HttpMethod.Post, $"/api/v1/{group}/{_id}/{name}", body);
        Assert.That((answer.Status, answer.Json["status"]?.ToString()), Is.EqualTo((HttpStatusCode.OK, to.ToString())), answer.Text);
        Assert.That((await Stored()).Status, Is.EqualTo(to));
        return answer;
    }

    private async Task<List<string>> Moves() => [.. (await _host.Events()).Where(e => e.SubjectId == _id).Select(e => e.Type).Where(Life.Contains)];

    private async Task<Challenge> Stored() => (await _host.With((ChallengeQueries q) => q.Dossier(_id, _cast.Publisher)))!.Challenge;
}
