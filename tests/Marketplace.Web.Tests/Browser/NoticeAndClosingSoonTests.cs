using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Browser;

/// <summary>Open pages that nobody loads again hear that a deadline is near, and that a result stands under notice.</summary>
public sealed class NoticeAndClosingSoonTests
{
    private const string Title = "Silicon carbide epitaxy with few basal plane dislocations";
    private const string ToDo = "You showed interest but have not started a bid";

    private WebHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await WebHost.Create(kestrel: true, workers: true);

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Deadline_that_comes_near_renews_the_open_card_and_the_challenge_page_and_becomes_a_task()
    {
        var cast = await TestData.AddChallengeCast(_host.Services);
        var (found, interested) = (await Lab("Crystal Institute"), await Lab("Wafer Institute"));
        var open = await TestData.AddOpenChallenge(_host.Services, cast, TestData.ContentAbout(_host.Clock.GetUtcNow(), Title, "Silicon carbide epitaxy on eight inch wafers."));
        await using var first = await Chromium.Open(_host, found.MemberId);
        await using var second = await Chromium.Open(_host, interested.MemberId);
        await using var anybody = await Chromium.Open(_host);
        Assert.That((await _host.With((FollowChallenge u) => u.Run(new(open.Id, MatchAnswer.Interested), interested.Member))).IsOk, Is.True);
        var (feed, tasks, page) = (await first.Open("/workspace"), await second.Open("/workspace"), await anybody.Open($"/challenges/{open.Code}"));
        await Assertions.Expect(feed.Locator(".match-card")).ToContainTextAsync(Title);
        await Assertions.Expect(tasks.Locator("#tasks")).Not.ToContainTextAsync(ToDo);
        foreach (var window in new[] { feed, tasks, page }) await window.Joined();
        await Age(feed, ".match-card");
        await Age(page, "#standing .panel");

        _host.Clock.SetUtcNow(_host.Clock.GetUtcNow().AddDays(57).AddHours(1));
        await _host.RunJobs();

        await Assertions.Expect(tasks.Locator("#tasks")).ToContainTextAsync(ToDo);
        await Assertions.Expect(feed.Locator(".match-card:not([data-old])")).ToContainTextAsync(Title);
        await Assertions.Expect(page.Locator("#standing [data-old]")).ToHaveCountAsync(0);
        foreach (var window in new[] { feed, tasks, page }) await window.AssertNotLoadedAgain();
        Assert.That((await _host.Events()).Count(e => e.Type == "challenge.closing_soon"), Is.EqualTo(1));
    }

    [Test]
    public async Task Notice_that_begins_stands_on_the_open_home_notices_challenge_and_bid_pages()
    {
        var scene = await BidScene.Create(_host.Services);
        var bid = await scene.Bid(scene.Labs[0]);
        _host.Clock.SetUtcNow(scene.DeadlineAt);
        await _host.RunJobs();
        await scene.OpenByTwo();
        var award = (await _host.With((ProposeAward u) => u.Run(new(scene.ChallengeId, "The best route", [new(bid.BidId, AwardOutcome.Winner, 1, "120万")]), scene.Publisher))).Value;
        await using var anybody = await Chromium.Open(_host);
        await using var publisher = await Chromium.Open(_host, scene.Publisher.PersonId);
        var (home, notices, page) = (await anybody.Open("/"), await anybody.Open("/notices"), await anybody.Open($"/challenges/{bid.ChallengeCode}"));
        var cockpit = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}");
        foreach (var window in new[] { home, notices, page, cockpit }) await window.Joined();
        var link = $"a[href='/notices/{bid.ChallengeCode}']";
        foreach (var window in new[] { home, notices, page }) await Assertions.Expect(window.Locator(link)).ToHaveCountAsync(0);

        var code = (await _host.With((ConfirmAward u) => u.Run(new(scene.ChallengeId, award), scene.SecondPublisher))).Value;

        await Assertions.Expect(home.Locator($"#events {link}")).ToHaveCountAsync(1);
        await Assertions.Expect(notices.Locator("#current")).ToContainTextAsync(code);
        await Assertions.Expect(page.Locator($"#standing {link}")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#head .status")).ToHaveTextAsync("Under public notice");
        await Assertions.Expect(cockpit.Locator("#head .status")).ToHaveTextAsync("Under public notice");
        foreach (var window in new[] { home, notices, page, cockpit }) await window.AssertNotLoadedAgain();
    }

    private async Task<ProfiledLab> Lab(string name)
    {
        var lab = await TestData.AddProfiledLab(_host.Services, name, ["Silicon carbide epitaxy"], ["Conversion of basal plane dislocations in silicon carbide epitaxy"]);
        await TestData.TellVerified(_host.Services, lab.Id);
        return lab;
    }

    /// <summary>What stands there now can be told from what comes in its place.</summary>
    private static async Task Age(IPage page, string selector) =>
        Assert.That(await page.EvaluateAsync<int>("s => { const all = document.querySelectorAll(s); for (const e of all) e.dataset.old = 'yes'; return all.length; }", selector), Is.Positive, selector);
}
