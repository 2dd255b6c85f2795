using Marketplace.Challenges;
using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

/// <summary>Open pages of a laboratory, its publisher and a visitor, each in a window of its own, that nobody loads again.</summary>
public sealed class LiveWorkspaceTests
{
    private const string Title = "Silicon carbide epitaxy with few basal plane dislocations";
    private const string About = "Silicon carbide epitaxy on eight inch wafers; basal plane dislocations must be converted.";

    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private ProfiledLab _lab = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create(kestrel: true, workers: true);
        _cast = await TestData.AddChallengeCast(_host.Services);
        _lab = await TestData.AddProfiledLab(_host.Services, "Crystal Institute", ["Silicon carbide epitaxy"],
            ["Conversion of basal plane dislocations in silicon carbide epitaxy"]);
        await TestData.TellVerified(_host.Services, _lab.Id);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Posted_challenge_arrives_as_a_card_with_its_reasons_and_the_publisher_sees_who_was_found()
    {
        var approved = await Approved();
        await using var lab = await Chromium.Open(_host, _lab.MemberId);
        await using var publisher = await Chromium.Open(_host, _cast.Publisher.PersonId);
        var feed = await OpenJoined(lab, "/workspace");
        var found = await OpenJoined(publisher, $"/workspace/challenges/{approved.Id:D}/matches");
        await Stamp(feed, found);
        await Post(approved.Id);

        var card = feed.Locator(".match-card");
        await Assertions.Expect(card).ToContainTextAsync(Title);
        await Assertions.Expect(card.Locator("mark").First).ToBeVisibleAsync();
        await Assertions.Expect(card).ToContainTextAsync("Conversion of basal plane dislocations in silicon carbide epitaxy");
        await Assertions.Expect(feed.Locator("[data-unread-badge]")).ToBeVisibleAsync();
        await Assertions.Expect(found.Locator("#found-labs")).ToContainTextAsync("Crystal Institute");
        await AssertNotLoadedAgain(feed, found);
    }

    [Test]
    public async Task Question_answer_and_end_of_a_challenge_reach_its_open_page()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        await using var window = await Chromium.Open(_host);
        var page = await OpenJoined(window, $"/challenges/{open.Code}");
        await Stamp(page);
        var question = (await _host.With((AskQuestion u) => u.Run(new(open.Id, "May it be a solution?"), _cast.Bidder))).Value;
        await _host.With((AnswerQuestion u) => u.Run(new(open.Id, question, "Yes, in PGMEA."), _cast.Publisher));
        await Assertions.Expect(page.Locator("#questions")).ToContainTextAsync("Yes, in PGMEA.");

        await _host.With((CancelChallenge u) => u.Run(new(open.Id, CancelCause.FundingLost, "The line was sold."), _cast.Publisher));
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync("Cancelled");
        await AssertNotLoadedAgain(page);
    }

    [Test]
    public async Task Cancelled_challenge_says_so_on_the_open_card_and_in_the_open_hall()
    {
        var approved = await Approved();
        await Post(approved.Id);
        await using var lab = await Chromium.Open(_host, _lab.MemberId);
        await using var visitor = await Chromium.Open(_host);
        var feed = await OpenJoined(lab, "/workspace");
        var hall = await OpenJoined(visitor, "/challenges");
        await Assertions.Expect(feed.Locator(".match-card button[value=Interested]")).ToHaveCountAsync(1);
        await Assertions.Expect(hall.Locator(".challenge-row")).ToHaveCountAsync(1);
        await Stamp(feed, hall);
        await _host.With((CancelChallenge u) => u.Run(new(approved.Id, CancelCause.FundingLost, "The line was sold."), _cast.Publisher));

        await Assertions.Expect(feed.Locator(".match-card")).ToContainTextAsync("cancelled");
        await Assertions.Expect(feed.Locator(".match-card button[value=Interested]")).ToHaveCountAsync(0);
        await hall.Locator("[data-announce=hall-results]").ClickAsync();
        await Assertions.Expect(hall.Locator("#hall-results")).ToContainTextAsync("Cancelled");
        await AssertNotLoadedAgain(feed, hall);
    }

    [Test]
    public async Task Answer_to_a_card_shows_at_the_publisher_only_where_it_is_interest()
    {
        var approved = await Approved();
        await Post(approved.Id);
        await using var lab = await Chromium.Open(_host, _lab.MemberId);
        await using var publisher = await Chromium.Open(_host, _cast.Publisher.PersonId);
        var found = await OpenJoined(publisher, $"/workspace/challenges/{approved.Id:D}/matches");
        await Assertions.Expect(found.Locator("#found-labs")).ToContainTextAsync("Crystal Institute");
        var feed = await OpenJoined(lab, "/workspace");
        await Stamp(found);
        await Assertions.Expect(feed.Locator(".match-card")).ToHaveCountAsync(1);
        await feed.Locator(".match-card button[value=Interested]").ClickAsync();

        await Assertions.Expect(feed.Locator(".match-card")).ToHaveCountAsync(0);
        await Assertions.Expect(found.Locator("#found-labs td .status")).ToContainTextAsync("Interested");
        await AssertNotLoadedAgain(found);
    }

    private async Task<ChallengeState> Approved() =>
        await TestData.AddApproved(_host.Services, _cast, TestData.ContentAbout(_host.Clock.GetUtcNow(), Title, About));

    private async Task Post(Guid challenge) => Assert.That((await _host.With((PostChallenge u) => u.Run(new(challenge), _cast.Approver))).IsOk, Is.True);

    private static async Task<IPage> OpenJoined(IBrowserContext window, string path)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.liveState === 'joined'");
        return page;
    }

    private static async Task Stamp(params IPage[] pages)
    {
        foreach (var page in pages) await page.EvaluateAsync("() => { window.stamp = 1; }");
    }

    private static async Task AssertNotLoadedAgain(params IPage[] pages)
    {
        foreach (var page in pages) Assert.That(await page.EvaluateAsync<int?>("() => window.stamp ?? null"), Is.EqualTo(1), page.Url);
    }
}
