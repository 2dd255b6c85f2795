using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

public sealed class AwardsApiTests
{
    [Test]
    public async Task Opening_award_and_notice_through_the_api_each_by_another_person()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services, labs: 2);
        var (best, other) = (await scene.Bid(scene.Labs[0]), await scene.Bid(scene.Labs[1]));
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        using var first = await ApiCaller.Create(host, scene.Operator);
        using var second = await ApiCaller.Create(host, scene.Approver);
        using var publisher = await ApiCaller.Create(host, scene.Publisher);
        using var confirmer = await ApiCaller.Create(host, scene.SecondPublisher);
        var open = $"/api/v1/admin/challenges/{scene.ChallengeId}/open-bids";
        var bids = $"/api/v1/challenges/{scene.ChallengeId}/bids";

        Assert.That((await first.Get("/api/v1/admin/openings")).Json.AsArray().Single()!["code"]!.GetValue<string>(), Is.EqualTo(best.ChallengeCode));
        Assert.That((await publisher.Send(HttpMethod.Post, open, "{}")).Status, Is.Not.EqualTo(HttpStatusCode.OK));
        Assert.That((await first.Send(HttpMethod.Post, open, "{}")).Json["step"]!.GetValue<string>(), Is.EqualTo("Asked"));
        var alone = await first.Send(HttpMethod.Post, open, "{}");
        Assert.That((alone.Status, alone.Code), Is.EqualTo((HttpStatusCode.Forbidden, "bids.second_officer")));
        Assert.That((await publisher.Get(bids)).Text, Does.Not.Contain("40 MPa"));
        Assert.That((await second.Send(HttpMethod.Post, open, "{}")).Json["step"]!.GetValue<string>(), Is.EqualTo("Opened"));
        var opened = await publisher.Get(bids);
        Assert.That(opened.Json["bids"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(opened.Text, Does.Contain("40 MPa plain"));

        var awards = $"/api/v1/challenges/{scene.ChallengeId}/awards";
        var left = await publisher.Send(HttpMethod.Post, awards, $$"""{ "reason": "Best", "lines": [ { "bidId": "{{best.BidId}}", "outcome": "Winner", "rank": 1, "amount": "120万" } ] }""");
        Assert.That((left.Status, left.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "award.bid_left_out")), left.Text);
        var proposed = await publisher.Send(HttpMethod.Post, awards, $$"""
            { "reason": "Best", "lines": [ { "bidId": "{{best.BidId}}", "outcome": "Winner", "rank": 1, "amount": "120万" },
              { "bidId": "{{other.BidId}}", "outcome": "NotAwarded", "strengths": "Team", "shortfalls": "No sample" } ] }
            """);
        var confirm = $"{awards}/{proposed.Json["id"]!.GetValue<Guid>()}/confirm";
        Assert.That((await publisher.Send(HttpMethod.Post, confirm, "{}")).Code, Is.EqualTo("award.second_person"));
        var notice = (await confirmer.Send(HttpMethod.Post, confirm, "{}")).Json["code"]!.GetValue<string>();

        using var anybody = await ApiCaller.Create(host, Actor.Anonymous);
        Assert.That((await anybody.Get("/api/v1/notices")).Json["current"]!.AsArray().Single()!["code"]!.GetValue<string>(), Is.EqualTo(notice));
        var named = await anybody.Get($"/api/v1/notices/{notice}");
        Assert.That(named.Json["lines"]!.AsArray().Select(l => l!["organisation"]!.GetValue<string>()), Is.EqualTo(new[] { "Laboratory 1" }));
        Assert.That((await anybody.Get(awards)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await anybody.Get("/api/v1/notices/PD-GS-2026-9999")).Code, Is.EqualTo("not_found"));
    }

    [Test]
    public async Task Rejection_needs_a_reason_and_the_proposal_that_stands()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var bid = await scene.Bid(scene.Labs[0]);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await scene.OpenByTwo();
        using var publisher = await ApiCaller.Create(host, scene.Publisher);
        using var confirmer = await ApiCaller.Create(host, scene.SecondPublisher);
        using var rival = await ApiCaller.Create(host, scene.Labs[0].Actor);
        var awards = $"/api/v1/challenges/{scene.ChallengeId}/awards";
        var proposed = await publisher.Send(HttpMethod.Post, awards, $$"""{ "reason": "Best", "lines": [ { "bidId": "{{bid.BidId}}", "outcome": "Winner", "rank": 1, "amount": "120万" } ] }""");
        var award = proposed.Json["id"]!.GetValue<Guid>();

        Assert.That((await confirmer.Send(HttpMethod.Post, $"{awards}/{award}/reject", "{}")).Code, Is.EqualTo("text.required"));
        Assert.That((await confirmer.Send(HttpMethod.Post, $"{awards}/{Guid.CreateVersion7()}/confirm", "{}")).Code, Is.EqualTo("stale"));
        Assert.That((await rival.Send(HttpMethod.Post, $"{awards}/{award}/confirm", "{}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await confirmer.Send(HttpMethod.Post, $"{awards}/{award}/reject", """{ "reason": "Look again" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await confirmer.Get(awards)).Json[0]!["status"]!.GetValue<string>(), Is.EqualTo("Rejected"));
    }
}
