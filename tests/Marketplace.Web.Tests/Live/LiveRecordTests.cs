using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

/// <summary>Open pages about one challenge, which nobody loads again: each shows what others did, and keeps what its reader types.</summary>
[Category("Browser")]
public sealed class LiveRecordTests
{
    private WebHost _host = null!;
    private BidScene _scene = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create(kestrel: true, workers: true);
        _scene = await BidScene.Create(_host.Services, labs: 2);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Second_officers_page_shows_the_first_step_and_then_the_opening()
    {
        _ = await _scene.Bid(_scene.Labs[0]);
        await PassDeadline();
        await using var window = await Chromium.Open(_host, _scene.Approver.PersonId);
        var page = await OpenJoined(window, $"/admin/challenges/{_scene.ChallengeId:D}/opening");
        var done = page.Locator("#steps .is-done");
        await Assertions.Expect(done).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#open-bids button")).ToContainTextAsync("Ask for the opening");
        await page.Locator("#Confirmation").FillAsync("PD-JB");
        _ = (await _scene.Open(_scene.Operator)).Value;

        await Assertions.Expect(done).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#Confirmation")).ToHaveValueAsync("PD-JB");
        await page.Locator("[data-announce=act]").ClickAsync();
        await Assertions.Expect(page.Locator("#open-bids button")).ToContainTextAsync("Open together");
        await Assertions.Expect(page.Locator("#Confirmation")).ToHaveValueAsync("PD-JB");
        await page.Locator("#Confirmation").FillAsync("");
        await page.Locator("h1").ClickAsync();
        _ = (await _scene.Open(_scene.Reviewer)).Value;
        await Assertions.Expect(done).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#act .is-good")).ToBeVisibleAsync();
        await AssertNotLoadedAgain(page);
    }

    [Test]
    public async Task Pages_of_bidder_and_publisher_show_that_the_bids_are_opened()
    {
        var receipt = await _scene.Bid(_scene.Labs[0]);
        await PassDeadline();
        await using var lab = await Chromium.Open(_host, _scene.Labs[0].Actor.PersonId);
        await using var firm = await Chromium.Open(_host, _scene.Publisher.PersonId);
        var bid = await OpenJoined(lab, $"/workspace/bids/{receipt.BidId:D}");
        var list = await OpenJoined(lab, "/workspace/bids");
        var cockpit = await OpenJoined(firm, $"/workspace/challenges/{_scene.ChallengeId:D}");
        var compare = await OpenJoined(firm, $"/workspace/challenges/{_scene.ChallengeId:D}/bids");
        await Assertions.Expect(bid.Locator("#standing")).ToContainTextAsync("Submitted");
        await Assertions.Expect(cockpit.Locator("#bids a")).ToHaveCountAsync(0);
        await _scene.OpenByTwo();

        foreach (var part in new[] { bid.Locator("#standing"), list.Locator("#bids") }) await Assertions.Expect(part).ToContainTextAsync("Under review");
        await Assertions.Expect(cockpit.Locator("#bids a")).ToHaveCountAsync(2);
        await Assertions.Expect(compare.Locator("#compare thead")).ToContainTextAsync(_scene.Labs[0].Name);
        await AssertNotLoadedAgain(bid, list, cockpit, compare);
    }

    [Test]
    public async Task Extension_shows_in_head_and_changes_of_an_open_page()
    {
        var code = (await _scene.Challenge()).Code;
        await using var window = await Chromium.Open(_host);
        var page = await OpenJoined(window, $"/challenges/{code}");
        await Assertions.Expect(page.Locator("#changes-part")).ToHaveTextAsync("");
        _ = (await _host.With((ExtendDeadline u) => u.Run(new(_scene.ChallengeId, _scene.DeadlineAt.AddDays(5), "More time was asked for."), _scene.Publisher))).Value;

        await Assertions.Expect(page.Locator("#changes-part")).ToContainTextAsync("More time was asked for.");
        await Assertions.Expect(page.Locator($"#head time[datetime='{_scene.DeadlineAt.AddDays(5).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}']")).ToHaveCountAsync(1);
        _ = (await _host.With((CancelChallenge u) => u.Run(new(_scene.ChallengeId, CancelCause.FundingLost, "The line was sold."), _scene.Publisher))).Value;
        await Assertions.Expect(page.Locator("#head .row-top")).ToContainTextAsync("Cancelled");
        await AssertNotLoadedAgain(page);
    }

    [Test]
    public async Task Question_being_typed_is_kept_and_what_came_meanwhile_is_offered()
    {
        var code = (await _scene.Challenge()).Code;
        await using var window = await Chromium.Open(_host, _scene.Labs[0].Actor.PersonId);
        var page = await OpenJoined(window, $"/challenges/{code}");
        await page.Locator("#QuestionText").FillAsync("Which atmosphere is");
        var question = (await _host.With((AskQuestion u) => u.Run(new(_scene.ChallengeId, "How large is the die?", _scene.Labs[1].OrganisationId), _scene.Labs[1].Actor))).Value;
        _ = (await _host.With((AnswerQuestion u) => u.Run(new(_scene.ChallengeId, question, "Ten millimetres."), _scene.Publisher))).Value;

        var offer = page.Locator("[data-announce=questions]");
        await Assertions.Expect(offer).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#QuestionText")).ToHaveValueAsync("Which atmosphere is");
        await offer.ClickAsync();
        await Assertions.Expect(page.Locator("#questions")).ToContainTextAsync("Ten millimetres.");
        await Assertions.Expect(page.Locator("#QuestionText")).ToHaveValueAsync("Which atmosphere is");
        await Assertions.Expect(offer).ToHaveCountAsync(0);

        // A form that is gone, here past the last moment for questions, leaves what was typed behind, to be copied.
        await page.Locator("#QuestionText").FillAsync("Which atmosphere is used?");
        _host.Clock.SetUtcNow(_scene.DeadlineAt.AddHours(-1));
        await page.EvaluateAsync("() => document.dispatchEvent(new CustomEvent('live', { detail: { type: 'challenge.question_answered' } }))");
        await offer.ClickAsync();
        await Assertions.Expect(page.Locator("#QuestionText")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#questions .note")).ToContainTextAsync("Which atmosphere is used?");
        await AssertNotLoadedAgain(page);
    }

    private async Task PassDeadline()
    {
        _host.Clock.SetUtcNow(_scene.DeadlineAt);
        await _host.RunJobs();
    }

    private static async Task<IPage> OpenJoined(IBrowserContext window, string path)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.liveState === 'joined'");
        await page.EvaluateAsync("() => { window.stamp = 1; }");
        return page;
    }

    private static async Task AssertNotLoadedAgain(params IPage[] pages)
    {
        foreach (var page in pages) Assert.That(await page.EvaluateAsync<int?>("() => window.stamp ?? null"), Is.EqualTo(1), page.Url);
    }
}
