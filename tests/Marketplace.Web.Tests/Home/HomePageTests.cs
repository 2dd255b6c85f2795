using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Home;

public sealed class HomePageTests
{
    [Test]
    public async Task What_happened_in_public_stands_on_the_home_page_newest_first_and_drafts_do_not()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var open = await TestData.AddOpenChallenge(host.Services, cast);
        await TestData.AddDraft(host.Services, cast);
        await host.With((ExtendDeadline u) => u.Run(new(open.Id, host.Clock.GetUtcNow().AddDays(62), "Samples are late."), cast.Publisher));
        await host.Drain();

        using var visitor = await host.Visit();
        var lines = (await visitor.Open("/")).Document.QuerySelectorAll("#events li").Select(l => (What: l.QuerySelector("span")!.TextContent, Where: l.QuerySelector("a")!.GetAttribute("href")));
        Assert.That(lines, Is.EqualTo(new[] { ("Deadline extended", "/challenges/PD-JB-2026-0001"), ("Posted", "/challenges/PD-JB-2026-0001") }));
    }

    [Test]
    public async Task Figures_newest_closing_notices_and_centres_are_those_of_the_moment()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        await GiveNotice(host, scene);
        var cast = await TestData.AddChallengeCast(host.Services, OrganisationKind.GoiCentre);
        var later = await Post(host, cast, "Later", 60, new() { BountyLowMinor = 250_000_000 });
        var sooner = await Post(host, cast, "Sooner", 20, new() { BountyType = BountyType.Range, BountyLowMinor = 100_000_000, BountyHighMinor = 900_000_000 });
        await TestData.AddDraft(host.Services, cast);
        await host.Drain();

        using var visitor = await host.Visit();
        var home = await visitor.Open("/");
        var verified = await host.Read(db => db.Set<Organisation>().CountAsync(o => o.Verification == VerificationStatus.Verified));
        Assert.That(home.Document.QuerySelectorAll("#figures dd").Select(d => d.TextContent), Is.EqualTo(new[] { "2", "CNY 3.5 million", "3", "0", $"{verified}" }), "a range counts with its lower end");
        Assert.That(home.Document.QuerySelector(".as-of")!.TextContent, Does.Contain("2026-04-01 09:00"));
        Assert.That(Links(home, "#newest-list h3 a"), Is.EqualTo(new[] { $"/challenges/{sooner}", $"/challenges/{later}" }), "newest first");
        Assert.That(Links(home, "section[aria-labelledby=closing] li a"), Is.EqualTo(new[] { $"/challenges/{sooner}", $"/challenges/{later}" }), "what closes first");
        Assert.That(Links(home, "section[aria-labelledby=notices] li a"), Is.EqualTo(new[] { $"/notices/{(await scene.Challenge()).Code}" }));
        Assert.That(Links(home, "section[aria-labelledby=centres] li a"), Is.EqualTo(new[] { $"/organisations/{cast.FirmId}" }));
    }

    private static async Task GiveNotice(WebHost host, BidScene scene)
    {
        var bid = await scene.Bid(scene.Labs[0]);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await scene.OpenByTwo();
        var award = (await host.With((ProposeAward u) => u.Run(new(scene.ChallengeId, "The best route", [new(bid.BidId, AwardOutcome.Winner, 1, "120万")]), scene.Publisher))).Value;
        _ = (await host.With((ConfirmAward u) => u.Run(new(scene.ChallengeId, award), scene.SecondPublisher))).Value;
    }

    private static async Task<string> Post(WebHost host, ChallengeCast cast, string title, int days, BountyFields bounty)
    {
        var content = TestData.CompleteContent(host.Clock.GetUtcNow(), title);
        content = content with { Bounty = bounty with { PaymentPlan = "30 / 70", PeriodMonths = 12 }, Procedure = content.Procedure! with { DeadlineAt = host.Clock.GetUtcNow().AddDays(days) } };
        var posted = await TestData.AddOpenChallenge(host.Services, cast, content);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return posted.Code!;
    }

    private static IEnumerable<string?> Links(Page page, string selector) => page.Document.QuerySelectorAll(selector).Select(a => a.GetAttribute("href"));
}
