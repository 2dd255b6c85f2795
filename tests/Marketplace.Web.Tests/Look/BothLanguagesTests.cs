using Marketplace.Bids;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

/// <summary>What stands in one language or two, on the pages of both.</summary>
public sealed class BothLanguagesTests
{
    [Test]
    public async Task Names_follow_the_pages_language_and_chinese_is_marked_on_an_english_page()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var open = await TestData.AddOpenChallenge(host.Services, cast, TestData.ContentAbout(host.Clock.GetUtcNow(), "光刻胶金属杂质去除", "需要把杂质降到一个ppt。"));
        await host.With((StartBid u) => u.Run(new(open.Id, cast.LabId), cast.Bidder));
        _ = await host.Read(db => db.Set<Organisation>().Where(o => o.Id == cast.LabId)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Name, "光学研究所").SetProperty(o => o.NameEn, "Institute of Optics")));
        using var english = await host.Visit(cast.Bidder.PersonId, culture: "en-GB");
        using var chinese = await host.Visit(cast.Bidder.PersonId, culture: "zh-CN");

        var bids = await english.Open("/workspace/bids");
        Assert.That(bids.Document.QuerySelector("main")!.TextContent, Does.Contain("Institute of Optics").And.Not.Contain("光学研究所"));
        Assert.That(bids.Document.QuerySelector(".menu-who")!.TextContent, Does.Contain("Institute of Optics"));
        Assert.That((await chinese.Open("/workspace/bids")).Document.QuerySelector("main")!.TextContent, Does.Contain("光学研究所"));
        var page = await english.Open($"/challenges/{open.Code}");
        Assert.That(page.Document.QuerySelector("h1")!.GetAttribute("lang"), Is.EqualTo("zh-CN"));
        Assert.That((await english.Open("/challenges")).Document.QuerySelector(".challenge-row h3 a")!.GetAttribute("lang"), Is.EqualTo("zh-CN"));
        Assert.That((await chinese.Open($"/challenges/{open.Code}")).Document.QuerySelector("h1")!.HasAttribute("lang"), Is.False);
    }
}
