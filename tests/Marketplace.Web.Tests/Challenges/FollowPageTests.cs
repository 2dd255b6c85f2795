using Marketplace.Challenges;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Challenges;

/// <summary>Following a challenge from its own page, and what both sides see of it.</summary>
public sealed class FollowPageTests
{
    [Test]
    public async Task Laboratory_that_was_not_found_shows_interest_and_the_publisher_counts_it()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var open = await TestData.AddOpenChallenge(host.Services, cast);
        using var lab = await host.Visit(cast.Bidder.PersonId);
        var page = await lab.Open($"/challenges/{open.Code}");
        Assert.That(page.Document.QuerySelectorAll("#standing form#follow button").Select(b => b.GetAttribute("value")), Is.EqualTo(new[] { "Interested", "Saved" }));

        page = await lab.Submit(page, "form#follow", button: "[value=Saved]");
        Assert.That(page.Document.QuerySelector("#follow .status")!.TextContent, Is.EqualTo("Saved"));
        page = await lab.Submit(page, "form#follow", button: "[value=Interested]");
        Assert.That(page.Document.QuerySelector("#follow .status")!.TextContent, Is.EqualTo("Interested"));
        var list = await lab.Open("/workspace?list=Interested");
        Assert.That(list.Document.QuerySelector(".match-card .why dt")!.TextContent, Is.EqualTo("Followed by your organisation"));
        Assert.That(list.Document.QuerySelector(".match-card .match-score"), Is.Null);

        using var publisher = await host.Visit(cast.Publisher.PersonId);
        var found = (await publisher.Open($"/workspace/challenges/{open.Id}")).Document.QuerySelector("#found-labs")!.TextContent;
        Assert.That(found, Does.Contain("1 showed interest").And.Contain("Institute of Fine Optics").And.Contain("By itself").And.Not.Contain("found and told"));

        page = await lab.Submit(await lab.Open($"/challenges/{open.Code}"), "form#follow", button: "[value='']");
        Assert.That(page.Document.QuerySelector("#follow .status"), Is.Null);
        Assert.That((await publisher.Open($"/workspace/challenges/{open.Id}")).Document.QuerySelector("#found-labs table"), Is.Null);
    }

    [Test]
    public async Task Buttons_are_there_only_for_those_who_may_bid_and_have_not_begun()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services, labs: 2);
        var code = (await scene.Challenge()).Code;
        _ = await scene.Start(scene.Labs[0]);
        foreach (var (person, there) in new (Guid?, bool)[] { (null, false), (scene.Publisher.PersonId, false), (scene.Operator.PersonId, false), (scene.Labs[0].Actor.PersonId, false), (scene.Labs[1].Actor.PersonId, true) })
        {
            using var visitor = await host.Visit(person);
            Assert.That((await visitor.Open($"/challenges/{code}")).Document.QuerySelector("#follow") is not null, Is.EqualTo(there), person.ToString());
        }
    }

    [Test]
    public async Task Card_of_a_match_names_region_and_tier_and_the_publisher_reads_the_tier()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var lab = await TestData.AddProfiledLab(host.Services, "Crystal Works", ["Silicon carbide epitaxy"], ["Basal plane dislocations in silicon carbide epitaxy"]);
        await host.Read(db => db.Set<Organisation>().Where(o => o.Id == lab.Id || o.Id == cast.FirmId)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Region, Region.Pudong).SetProperty(o => o.Tier, EnterpriseTier.LittleGiant)));
        await TestData.TellVerified(host.Services, lab.Id);
        const string About = "Silicon carbide epitaxy with few basal plane dislocations";
        var open = await TestData.AddOpenChallenge(host.Services, cast, TestData.ContentAbout(host.Clock.GetUtcNow(), About, About));
        await host.Drain();

        using var member = await host.Visit(lab.MemberId);
        var card = (await member.Open("/workspace")).Document.QuerySelector(".match-card .why")!.TextContent;
        Assert.That(card, Does.Contain("Same region").And.Contain("Pudong").And.Contain("SRDI \"little giant\""));
        using var publisher = await host.Visit(cast.Publisher.PersonId);
        Assert.That((await publisher.Open($"/workspace/challenges/{open.Id}/matches")).Document.QuerySelector("#found-labs tbody th")!.TextContent, Does.Contain("SRDI \"little giant\""));
    }
}
