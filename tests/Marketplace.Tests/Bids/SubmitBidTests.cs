using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class SubmitBidTests(DatabaseProvider provider)
{
    [Test]
    public async Task Submit_complete_draft_gives_a_receipt_a_seal_and_an_event_for_the_bidder_alone()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        var receipt = await scene.Bid(lab);

        var bid = await world.Read(db => db.Set<Bid>().SingleAsync());
        var seal = await world.Read(db => db.Set<BidSeal>().SingleAsync(s => s.Version == 1));
        Assert.That((bid.Status, bid.Version, bid.SubmittedAt), Is.EqualTo((BidStatus.Submitted, 1, (DateTimeOffset?)world.Clock.GetUtcNow())));
        Assert.That((receipt.Version, receipt.SubmittedAt, receipt.Bidder), Is.EqualTo((1, world.Clock.GetUtcNow(), lab.Name)));
        Assert.That(receipt.Sha256, Is.EqualTo(Convert.ToHexStringLower(seal.Bytes.Sha256())).And.EqualTo(Convert.ToHexStringLower(bid.Sha256!)));
        var submitted = (await world.Events()).Single(e => e.Type == "bid.submitted");
        Assert.That(submitted.Json, Does.Contain(receipt.Sha256));
        var streams = await world.Read(db => db.Set<Marketplace.Events.StreamMessage>().Where(m => m.EventSeq == submitted.Seq).Select(m => m.Stream).ToListAsync());
        Assert.That(streams, Is.EqualTo(new[] { $"organisation:{lab.OrganisationId:D}" }));
    }

    [Test]
    public async Task Submit_one_tick_before_the_deadline_is_on_time_and_at_the_deadline_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        var first = await scene.Draft(scene.Labs[0]);
        var second = await scene.Draft(scene.Labs[1]);

        world.Clock.SetUtcNow(scene.DeadlineAt - TimeSpan.FromTicks(1));
        Assert.That((await scene.Submit(scene.Labs[0], first.Id, first.Revision)).IsOk, Is.True);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        var late = await scene.Submit(scene.Labs[1], second.Id, second.Revision);

        Assert.That(late.Refusal.Code, Is.EqualTo("bid.too_late"));
        var kept = await world.With((BidReader r) => r.Draft(second.Id, scene.Labs[1].Actor, default));
        Assert.That(kept.Value.Content.Route, Is.EqualTo("The route is plain"));
        Assert.That((await world.Events()).Count(e => e.Type == "bid.submitted"), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_with_a_partner_of_the_publishers_group_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        _ = await scene.AddOrganisation("Affiliate Ltd.", OrganisationKind.Firm, groupId: scene.PublisherId);
        var id = await scene.Start(lab);
        foreach (var name in new[] { "Affiliate Ltd.", "Publishing Firm" })
        {
            var content = TestData.CompleteBid(scene.Indicators);
            var revision = await scene.Save(lab, id, content with { Partners = [content.Partners[0] with { Name = name }] });
            Assert.That((await scene.Submit(lab, id, revision)).Refusals.Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { ("bid.partner_same_group", (string?)"Partners[0].Name") }));
        }
    }

    [Test]
    public async Task Submit_again_replaces_and_keeps_the_seal_before()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        var (id, revision) = await scene.Draft(lab);
        var first = (await scene.Submit(lab, id, revision)).Value;
        var again = await scene.Save(lab, id, TestData.CompleteBid(scene.Indicators, "better"));
        var second = (await scene.Submit(lab, id, again)).Value;

        Assert.That((second.Version, second.Sha256), Is.Not.EqualTo((first.Version, first.Sha256)));
        Assert.That((await world.With((BidReader r) => r.Version(id, 1, lab.Actor, default))).Value.Route, Is.EqualTo("The route is plain"));
        Assert.That((await world.With((BidReader r) => r.Version(id, 2, lab.Actor, default))).Value.Route, Is.EqualTo("The route is better"));
        Assert.That((await world.Events()).Select(e => e.Type).Where(t => t.StartsWith("bid.", StringComparison.Ordinal)), Is.EqualTo(new[] { "bid.started", "bid.submitted", "bid.replaced" }));
    }

    [Test]
    public async Task Submit_twice_at_once_gives_one_version_and_the_same_receipt()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scene.Submit(scene.Labs[0], id, revision, $"key-{i % 3}")));

        Assert.That(answers.Select(a => a.Value), Is.All.EqualTo(answers[0].Value));
        Assert.That(await world.Read(db => db.Set<BidSeal>().CountAsync(s => s.Version > 0)), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_with_a_used_key_after_the_deadline_gives_the_receipt_and_for_another_revision_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        var (id, revision) = await scene.Draft(lab);
        var receipt = (await scene.Submit(lab, id, revision, "one")).Value;
        var next = await scene.Save(lab, id, TestData.CompleteBid(scene.Indicators, "next"));

        Assert.That((await scene.Submit(lab, id, next, "one")).Refusal.Code, Is.EqualTo("bid.idempotency_key_used"));
        world.Clock.SetUtcNow(scene.DeadlineAt.AddHours(1));
        Assert.That((await scene.Submit(lab, id, revision, "one")).Value, Is.EqualTo(receipt));
    }

    [Test]
    public async Task Submit_what_somebody_else_has_changed_meanwhile_is_stale()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        await scene.Save(scene.Labs[0], id, TestData.CompleteBid(scene.Indicators, "other"));

        Assert.That((await scene.Submit(scene.Labs[0], id, revision)).Refusal, Is.EqualTo(Refusal.Stale));
    }

    [Test]
    public async Task Submit_by_other_people_does_not_find_the_bid()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        foreach (var other in new[] { scene.Labs[1].Actor, scene.Publisher, scene.Operator, scene.Approver, Actor.Anonymous })
        {
            var answer = await world.With((SubmitBid u) => u.Run(new SubmitBid.Input(id, revision), other));
            Assert.That(answer.Refusal, Is.EqualTo(Refusal.NotFound));
        }
    }

    [Test]
    public async Task Submit_after_the_organisation_was_suspended_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        await world.Read(db => db.Set<Organisation>().Where(o => o.Id == scene.Labs[0].OrganisationId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verification, VerificationStatus.Suspended)));

        Assert.That((await scene.Submit(scene.Labs[0], id, revision)).Refusal.Code, Is.EqualTo("organisation.not_verified"));
    }

    [Test]
    public async Task Submit_incomplete_draft_names_every_field_and_stores_nothing()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var id = await scene.Start(scene.Labs[0]);
        var answer = await scene.Submit(scene.Labs[0], id, 1);

        Assert.That(answer.Refusals.Select(r => r.Field), Is.SupersetOf(new[] { "Leader.Name", "Route", "Responses[1].Stance", "WorkPlan", "RequestedBounty", "Pledged" }));
        Assert.That(await world.Read(db => db.Set<BidSeal>().CountAsync(s => s.Version > 0)), Is.Zero);
    }

    [Test]
    public async Task Submit_200_at_once_around_the_deadline_stores_with_a_receipt_or_refuses_with_a_reason()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 200);
        var drafts = new List<(BiddingLab Lab, Guid Id, long Revision)>();
        foreach (var lab in scene.Labs)
        {
            var (id, revision) = await scene.Draft(lab);
            drafts.Add((lab, id, revision));
        }

        // Every reading of the clock takes a tick, so that the deadline falls into the middle of the crowd.
        world.Clock.SetUtcNow(scene.DeadlineAt - TimeSpan.FromTicks(250));
        world.Clock.AutoAdvanceAmount = TimeSpan.FromTicks(1);
        var answers = await Task.WhenAll(drafts.Select(d => Task.Run(async () => (d.Id, Answer: await scene.Submit(d.Lab, d.Id, d.Revision)))));
        world.Clock.AutoAdvanceAmount = TimeSpan.Zero;

        var stored = await world.Read(db => db.Set<BidSeal>().AsNoTracking().Where(s => s.Version > 0).ToDictionaryAsync(s => s.BidId));
        var accepted = answers.Where(a => a.Answer.IsOk).ToList();
        Assert.That(accepted, Is.Not.Empty);
        Assert.That(accepted, Has.Count.LessThan(200));
        Assert.That(accepted.Select(a => a.Id), Is.EquivalentTo(stored.Keys));
        Assert.That(accepted.Select(a => a.Answer.Value.Sha256), Is.EqualTo(accepted.Select(a => Convert.ToHexStringLower(stored[a.Id].Sha256))));
        Assert.That(stored.Values.Select(s => s.SealedAt), Is.All.LessThan(scene.DeadlineAt));
        Assert.That(answers.Where(a => !a.Answer.IsOk).Select(a => a.Answer.Refusal.Code), Is.All.EqualTo("bid.too_late"));
        Assert.That((await world.Events()).Count(e => e.Type == "bid.submitted"), Is.EqualTo(stored.Count));
    }
}
