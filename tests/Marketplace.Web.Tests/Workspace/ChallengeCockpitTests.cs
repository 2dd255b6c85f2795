using System.Net;
using Marketplace.Challenges;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>The cockpit of a challenge, its list, and the officers' page, through the real door.</summary>
public sealed class ChallengeCockpitTests
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
    public async Task List_is_empty_first_and_then_says_whose_turn_it_is()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        Assert.That((await publisher.Open("/workspace/challenges")).Document.QuerySelector(".empty-state"), Is.Not.Null);
        await TestData.AddDraft(_host.Services, _cast);
        await TestData.AddApproved(_host.Services, _cast);

        var list = await publisher.Open("/workspace/challenges");
        Assert.That(list.Document.QuerySelectorAll("section[aria-labelledby=waiting] tbody tr"), Has.Length.EqualTo(1));
        Assert.That(list.Document.QuerySelector("section[aria-labelledby=others] tbody tr")!.TextContent, Does.Contain("The platform"));
    }

    [Test]
    public async Task Question_is_answered_in_the_cockpit_without_naming_the_asker()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        await _host.With((AskQuestion u) => u.Run(new(open.Id, "How <pure>?"), _cast.Bidder));
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{open.Id}");
        Assert.That(page.Html, Does.Not.Contain("Institute of Fine Optics").And.Not.Contain("bidder@"));

        var answered = await publisher.Submit(page, "form#answer-1", [new("Answer", "Very.")]);
        Assert.That(answered.Address.Query, Is.EqualTo("?saved=answered"), answered.Text);
        Assert.That((await _host.With((QuestionQueries q) => q.Of(open.Id, Kernel.Actor.Anonymous))).Single().Answer, Is.EqualTo("Very."));
    }

    [Test]
    public async Task Cancelling_needs_cause_and_reason_and_keeps_what_was_typed()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{open.Id}");
        var refused = await publisher.Submit(page, "form#cancel", [new("Reason", "The line was sold.")]);
        Assert.That(refused.Document.QuerySelector(".error-summary a[href='#Cause']"), Is.Not.Null, refused.Text);
        Assert.That(refused.Document.QuerySelector("form#cancel textarea")!.TextContent.Trim(), Is.EqualTo("The line was sold."));

        var cancelled = await publisher.Submit(refused, "form#cancel", [new("Cause", "FundingLost")]);
        Assert.That(cancelled.Text, Does.Contain("The challenge is cancelled."));
        Assert.That((await _host.Events())[^1].Type, Is.EqualTo("challenge.cancelled"));
    }

    [Test]
    public async Task Deadline_is_extended_once_by_a_local_time()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{open.Id}");
        var extended = await publisher.Submit(page, "form#extend", [new("DeadlineAt", "2026-05-03T18:00"), new("Reason", "Samples came late.")]);

        Assert.That(extended.Address.Query, Is.EqualTo("?saved=extended"), extended.Text);
        Assert.That(extended.Document.QuerySelector("form#extend"), Is.Null);
        Assert.That(extended.Text, Does.Contain("2026-05-03 18:00"));
    }

    [Test]
    public async Task Officers_review_and_post_and_the_same_officer_is_refused_with_the_reason()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        await _host.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        using var reviewer = await _host.Visit(_cast.Reviewer.PersonId);
        var page = await reviewer.Open($"/admin/challenges/{draft.Id}");
        Assert.That(page.Text, Does.Contain("Lin Yue").And.Contain("ICP-MS"));
        var returned = await reviewer.Submit(page, "form#return", [new("Reason", "")]);
        Assert.That(returned.Document.QuerySelector(".error-summary"), Is.Not.Null);
        var approved = await reviewer.Submit(returned, "form#approve");
        Assert.That((await State(draft.Id)).Status, Is.EqualTo(ChallengeStatus.Approved), approved.Text);
        Assert.That(approved.Document.QuerySelector("form#post button[type=submit]"), Is.Null, "a reviewer does not post");

        using var approver = await _host.Visit(_cast.Approver.PersonId);
        await approver.Submit(await approver.Open($"/admin/challenges/{draft.Id}"), "form#post");
        Assert.That((await State(draft.Id)).Code, Is.EqualTo("PD-JB-2026-0001"));
    }

    [Test]
    public async Task Review_pages_are_not_found_by_those_who_are_no_officers()
    {
        var approved = await TestData.AddApproved(_host.Services, _cast);
        foreach (var actor in new[] { _cast.Publisher, _cast.Bidder })
        {
            using var visitor = await _host.Visit(actor.PersonId);
            Assert.That((await visitor.Open("/admin/challenges")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await visitor.Open($"/admin/challenges/{approved.Id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    private async Task<Challenge> State(Guid id) => (await _host.With((ChallengeQueries q) => q.Dossier(id, _cast.Reviewer)))!.Challenge;
}
