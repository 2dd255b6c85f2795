using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>What waits for somebody stands in the workspace with its due date, and goes when it is done.</summary>
public sealed class WorkspaceTasksTests
{
    private WebHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await WebHost.Create();

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Laboratory_is_told_of_the_bid_to_finish_the_changes_to_submit_and_the_interest_that_runs_out()
    {
        var scene = await BidScene.Create(_host.Services);
        var (lab, code) = (scene.Labs[0], (await scene.Challenge()).Code);
        var (bid, revision) = await scene.Draft(lab);
        var cast = await TestData.AddChallengeCast(_host.Services);
        var soon = await Post(cast, "Soon", 10, "quick");
        var later = await Post(cast, "Later", 60, "open");
        foreach (var id in new[] { soon.Id, later.Id }) Assert.That((await _host.With((FollowChallenge u) => u.Run(new(id, MatchAnswer.Interested), lab.Actor))).IsOk, Is.True);

        using var visitor = await _host.Visit(lab.Actor.PersonId);
        Assert.That(await Tasks(visitor), Is.EqualTo(new[]
        {
            ("You showed interest but have not started a bid", $"/challenges/{soon.Code}", "2026-03-12 09:00"),
            ("Finish and submit the bid", $"/workspace/bids/{bid}", "2026-04-01 09:00"),
        }), "the nearest deadline first; what is far off is no task yet");

        _ = (await scene.Submit(lab, bid, revision)).Value;
        Assert.That((await Tasks(visitor)).Select(t => t.Address), Is.EqualTo(new[] { $"/challenges/{soon.Code}" }), "done");
        await scene.Save(lab, bid, TestData.CompleteBid(scene.Indicators, "better"));
        Assert.That((await Tasks(visitor))[1], Is.EqualTo(("The draft was changed but not submitted again", $"/workspace/bids/{bid}", "2026-04-01 09:00")), code);
        _host.Clock.SetUtcNow(scene.DeadlineAt);
        Assert.That(await Tasks(visitor), Is.Empty, "nothing can be done any more");
    }

    [Test]
    public async Task Publisher_is_told_of_drafts_returns_questions_and_challenges_without_a_bid()
    {
        var cast = await TestData.AddChallengeCast(_host.Services);
        var passed = await Post(cast, "Passed", 20, "open");
        var asked = await Post(cast, "Asked", 60, "open");
        _host.Clock.Advance(TimeSpan.FromDays(20));
        await _host.RunJobs();
        var draft = await TestData.AddDraft(_host.Services, cast);
        var returned = await TestData.AddDraft(_host.Services, cast);
        _ = (await _host.With((SubmitChallenge u) => u.Run(new(returned.Id), cast.Publisher))).Value;
        _ = (await _host.With((ReturnChallenge u) => u.Run(new(returned.Id, "Which oven?"), cast.Reviewer))).Value;
        foreach (var text in new[] { "How pure?", "How hot?" }) _ = (await _host.With((AskQuestion u) => u.Run(new(asked.Id, text), cast.Bidder))).Value;

        using var visitor = await _host.Visit(cast.Publisher.PersonId);
        var tasks = await Tasks(visitor);
        Assert.That(tasks[0], Is.EqualTo(("2 questions to answer", $"/challenges/{asked.Code}#questions", "2026-05-01 09:00")), "what is due comes first");
        Assert.That(tasks.Skip(1), Is.EquivalentTo(new[]
        {
            ("No bids came: revise and post again, or cancel", $"/workspace/challenges/{passed.Id}", (string?)null), ("Finish the draft and submit it", $"/workspace/challenges/{draft.Id}", null),
            ("Mend what the review returned and submit again", $"/workspace/challenges/{returned.Id}", null),
        }));
    }

    [Test]
    public async Task Publisher_follows_the_evaluation_once_bids_came()
    {
        var scene = await BidScene.Create(_host.Services);
        await scene.Bid(scene.Labs[0]);
        using var visitor = await _host.Visit(scene.Publisher.PersonId);
        Assert.That(await Tasks(visitor), Is.Empty);
        _host.Clock.SetUtcNow(scene.DeadlineAt);
        await _host.RunJobs();
        Assert.That(await Tasks(visitor), Is.EqualTo(new[] { ("Under evaluation: propose the award after the opening", $"/workspace/challenges/{scene.ChallengeId}", (string?)null) }));
    }

    private static async Task<List<(string What, string Address, string? Due)>> Tasks(Visitor visitor) =>
    [
        .. (await visitor.Open("/workspace")).Document.QuerySelectorAll("#tasks .tasks li")
            .Select(l => (l.QuerySelector("a")!.TextContent, l.QuerySelector("a")!.GetAttribute("href")!, l.QuerySelector("time")?.TextContent)),
    ];

    private async Task<ChallengeState> Post(ChallengeCast cast, string title, int days, string preset)
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow(), title);
        return await TestData.AddOpenChallenge(_host.Services, cast, content with { Procedure = content.Procedure! with { PresetCode = preset, DeadlineAt = _host.Clock.GetUtcNow().AddDays(days) } });
    }
}
