using Marketplace.Challenges;
using Marketplace.TestKit;
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
}
