using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class SaveBidDraftTests
{
    [Test]
    public async Task Save_one_step_changes_only_its_fields()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        var saved = await Save(world, scene, id, revision, bid => bid with { Route = "another" });

        var draft = (await world.With((BidReader r) => r.Draft(id, scene.Labs[0].Actor, default))).Value;
        Assert.That((draft.Revision, draft.Content.Route, draft.Content.Innovation), Is.EqualTo((saved.Value.Revision, "another", "New is plain")));
    }

    [Test]
    public async Task Save_over_somebody_elses_change_is_stale_and_keeps_it()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        var colleague = await scene.AddMember(scene.Labs[0].OrganisationId, MembershipRole.Owner);
        _ = (await world.With((SaveBidDraft u) => u.Run(new SaveBidDraft.Input(id, revision, bid => bid with { Route = "first" }), colleague))).Value;

        Assert.That((await Save(world, scene, id, revision, bid => bid with { Route = "second" })).Refusal, Is.EqualTo(Refusal.Stale));
        Assert.That((await world.With((BidReader r) => r.Draft(id, scene.Labs[0].Actor, default))).Value.Content.Route, Is.EqualTo("first"));
    }

    [Test]
    public async Task Save_from_an_older_form_whose_part_is_untouched_changes_only_that_part()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        _ = (await Save(world, scene, id, revision, bid => bid with { Route = "by the script" })).Value;
        _ = (await world.With((SaveBidDraft u) => u.Run(
            new SaveBidDraft.Input(id, revision, bid => bid with { RiskPlan = "in the other tab" }, bid => bid.RiskPlan.Contains("plain", StringComparison.Ordinal)), scene.Labs[0].Actor))).Value;

        var draft = (await world.With((BidReader r) => r.Draft(id, scene.Labs[0].Actor, default))).Value.Content;
        Assert.That((draft.Route, draft.RiskPlan), Is.EqualTo(("by the script", "in the other tab")));
    }

    [Test]
    public async Task Save_over_long_text_or_too_many_rows_is_refused_at_the_field()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        var answer = await Save(world, scene, id, revision, bid => bid with
        {
            Route = new string('x', 1_000_000), Partners = [.. Enumerable.Repeat(new Partner(), 5)], TrlNow = 10, Team = [null!],
        });

        Assert.That(answer.Refusals.Select(r => (r.Code, r.Field)), Is.EquivalentTo(new[]
        {
            ("text.too_long", "Route"), ("field.too_many", "Partners"), ("field.out_of_range", "TrlNow"), ("field.required", "Team[0]"),
        }));
    }

    [Test]
    public async Task Save_after_the_deadline_keeps_the_text_and_submits_nothing()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        world.Clock.SetUtcNow(scene.DeadlineAt.AddMinutes(1));

        Assert.That((await Save(world, scene, id, revision, bid => bid with { Route = "late" })).IsOk, Is.True);
    }

    [Test]
    public async Task Save_by_other_people_does_not_find_the_bid()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services, labs: 2);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        foreach (var other in new[] { scene.Labs[1].Actor, scene.Publisher, scene.Approver })
        {
            var answer = await world.With((SaveBidDraft u) => u.Run(new SaveBidDraft.Input(id, revision, b => b), other));
            Assert.That(answer.Refusal, Is.EqualTo(Refusal.NotFound));
        }
    }

    private static Task<Result<SaveBidDraft.Saved>> Save(World world, BidScene scene, Guid id, long revision, Func<BidContent, BidContent> change) =>
        world.With((SaveBidDraft u) => u.Run(new SaveBidDraft.Input(id, revision, change), scene.Labs[0].Actor));
}
