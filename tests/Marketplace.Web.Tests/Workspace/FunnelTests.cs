using Marketplace.Challenges.Views;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>From the first view to the award, on the publisher's cockpit; and who stands behind an opened bid.</summary>
public sealed class FunnelTests
{
    [Test]
    public async Task Views_of_others_are_counted_and_bids_not_before_the_opening()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services, labs: 2);
        var bid = await scene.Bid(scene.Labs[0]);
        await Open(host, bid.ChallengeCode, Actor.Anonymous, Actor.Anonymous, scene.Labs[1].Actor, scene.Publisher, scene.Operator);

        Assert.That(await Stages(host, scene), Is.EqualTo("3 1 0 0 Sealed until the opening –"), "the publisher and officers do not count");
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        Assert.That(await Stages(host, scene), Does.EndWith("Sealed until the opening –"));
        await scene.OpenByTwo();
        Assert.That(await Stages(host, scene), Does.EndWith("1 0"));
    }

    [Test]
    public async Task Opened_bid_says_who_stands_behind_it()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        await host.Read(async db =>
        {
            var lab = await db.FindAsync<Organisation>(scene.Labs[0].OrganisationId);
            (lab!.CreditCode, lab.Tier) = ("91310115MA1K001700", EnterpriseTier.LittleGiant);
            return await db.SaveChangesAsync();
        });
        var bid = await scene.Bid(scene.Labs[0]);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await scene.OpenByTwo();

        using var publisher = await host.Visit(scene.Publisher.PersonId);
        foreach (var path in new[] { $"/workspace/challenges/{scene.ChallengeId}/bids", $"/workspace/challenges/{scene.ChallengeId}/bids/{bid.BidId}" })
        {
            Assert.That((await publisher.Open(path)).Text, Does.Contain("91310115MA1K001700").And.Contain("little giant"), path);
        }
    }

    private static async Task Open(WebHost host, string code, params Actor[] readers)
    {
        foreach (var reader in readers)
        {
            using var visitor = await host.Visit(reader.PersonId);
            await visitor.Open($"/challenges/{code}");
        }

        await host.With(async (ViewCounter counter) =>
        {
            await counter.Write();
            return true;
        });
    }

    private static async Task<string> Stages(WebHost host, BidScene scene)
    {
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}");
        return string.Join(' ', page.Document.QuerySelectorAll("#funnel dd").Select(d => d.TextContent.Trim()));
    }
}
