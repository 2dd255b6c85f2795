using System.Globalization;
using System.Net;
using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Awards;

public sealed class AwardPagesTests
{
    [Test]
    public async Task Opening_award_and_notice_through_the_pages()
    {
        await using var host = await WebHost.Create(settings: [new("Notices:Office", "Office of supervision"), new("Notices:Phone", "021-0000-0000")]);
        var scene = await BidScene.Create(host.Services, labs: 2);
        var winner = await scene.Bid(scene.Labs[0]);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = await scene.Bid(scene.Labs[1]);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        var code = winner.ChallengeCode;

        await OpenAs(host, scene, scene.Operator.PersonId!.Value, code);
        var opening = await OpenAs(host, scene, scene.Approver.PersonId!.Value, code);
        Assert.That(opening.Document.QuerySelector("#steps")!.TextContent, Does.Contain(scene.Operator.Name).And.Contain(scene.Approver.Name), "both officers are named");
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        Assert.That((await publisher.Open($"/workspace/challenges/{scene.ChallengeId}/bids")).Text, Does.Contain("40 MPa plain"));
        var propose = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}/award");
        var bare = await publisher.Submit(propose, "form#propose", [new("Form.Reason", "Best"), new("Form.Lines[0].Outcome", "Winner"), new("Form.Lines[0].Rank", "1"), new("Form.Lines[1].Outcome", "NotAwarded")]);
        Assert.That(bare.Document.QuerySelector("#Form_Lines_1__Shortfalls-error"), Is.Not.Null);
        Assert.That(bare.Document.QuerySelector(".error-summary a[href='#Form_Lines_1__Shortfalls']")!.TextContent, Does.StartWith("Laboratory 2 What fell short: "));
        Assert.That(bare.Document.QuerySelector("#Form_Reason")!.TextContent, Does.Contain("Best"));
        var proposed = await publisher.Submit(bare, "form#propose", [new("Form.Lines[1].Strengths", "Team"), new("Form.Lines[1].Shortfalls", "No sample")]);
        Assert.That(proposed.Document.QuerySelector("form#confirm"), Is.Null, "the proposer does not confirm");

        using var second = await host.Visit(scene.SecondPublisher.PersonId);
        var confirm = await second.Open($"/workspace/challenges/{scene.ChallengeId}/award");
        _ = await second.Submit(confirm, "form#confirm", [new("Confirmation", code)]);
        using var anybody = await host.Visit();
        var notice = await anybody.Open($"/notices/{code}");
        Assert.That(notice.Text, Does.Contain("Laboratory 1").And.Not.Contain("Laboratory 2"));
        Assert.That(notice.Document.QuerySelector("#office")!.TextContent, Does.Contain("Office of supervision").And.Contain("021-0000-0000"));
        Assert.That(notice.Document.QuerySelector(".sign-off")!.TextContent, Does.Contain("Publishing Firm").And.Contain(ShanghaiTime.DayOf(host.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.That((await anybody.Open("/notices")).Text, Does.Contain("PD-GS-2026-0001"));
        var late = await second.Submit(confirm, "form#confirm", [new("Confirmation", code)]);
        Assert.That((late.Document.QuerySelector("form#confirm"), late.Document.QuerySelector("[role=alert]") is null), Is.EqualTo(((object?)null, false)), "who comes second sees how it stands now");

        var ends = (await host.With((NoticeQueries q) => q.One(code)))!.Notice.EndsAt;
        host.Clock.SetUtcNow(ends);
        await host.RunJobs();
        Assert.That((await scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Awarded));
        using var loser = await host.Visit(scene.Labs[1].Actor.PersonId);
        Assert.That((await loser.Open($"/workspace/bids/{other.BidId}")).Text, Does.Contain("No sample"));
    }

    [Test]
    public async Task Officers_pages_are_absent_for_others()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var receipt = await scene.Bid(scene.Labs[0]);
        foreach (var person in new[] { scene.Labs[0].Actor, scene.Publisher })
        {
            using var visitor = await host.Visit(person.PersonId);
            Assert.That((await visitor.Open($"/admin/challenges/{scene.ChallengeId}/opening")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await visitor.Open("/admin/openings")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        using var lab = await host.Visit(scene.Labs[0].Actor.PersonId);
        Assert.That((await lab.Open($"/workspace/challenges/{scene.ChallengeId}/bids")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await lab.Open($"/workspace/challenges/{scene.ChallengeId}/bids/{receipt.BidId}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await lab.Open($"/workspace/challenges/{scene.ChallengeId}/award")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<Page> OpenAs(WebHost host, BidScene scene, Guid officer, string code)
    {
        using var visitor = await host.Visit(officer);
        var page = await visitor.Open($"/admin/challenges/{scene.ChallengeId}/opening");
        return await visitor.Submit(page, "form#open-bids", [new("Confirmation", code)]);
    }
}
