using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class OpenBidsTests(DatabaseProvider provider)
{
    [Test]
    public async Task Open_by_two_officers_after_the_deadline_shows_the_newest_versions()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        var (id, revision) = await scene.Draft(scene.Labs[0], "old");
        _ = (await scene.Submit(scene.Labs[0], id, revision)).Value;
        _ = (await scene.Submit(scene.Labs[0], id, await scene.Save(scene.Labs[0], id, TestData.CompleteBid(scene.Indicators, "newest")))).Value;
        await scene.Bid(scene.Labs[1], "second");
        await Close(world, scene);

        Assert.That((await scene.Open(scene.Operator)).Value, Is.EqualTo(OpeningStep.Asked));
        Assert.That(await world.Read(db => db.Set<OpenedBid>().CountAsync()), Is.Zero);
        Assert.That((await scene.Open(scene.Operator)).Refusal.Code, Is.EqualTo("bids.second_officer"));
        Assert.That((await scene.Open(scene.Approver)).Value, Is.EqualTo(OpeningStep.Opened));

        var opened = (await world.With((OpenedBidQueries q) => q.All(scene.ChallengeId, scene.Publisher))).Value;
        Assert.That(opened.Bids.Select(b => (b.Content.Route, b.Requested.Minor, b.Status)),
            Is.EquivalentTo(new[] { ("The route is newest", 120_000_000L, BidStatus.UnderReview), ("The route is second", 120_000_000L, BidStatus.UnderReview) }));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.EqualTo(new[] { "bids.opening_asked", "bids.opened" }));
    }

    [Test]
    public async Task Open_before_the_deadline_or_by_others_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        await scene.Bid(scene.Labs[0]);

        Assert.That((await scene.Open(scene.Operator)).Refusal.Code, Is.EqualTo("challenge.before_deadline"));
        await Close(world, scene);
        Assert.That((await scene.Open(scene.Publisher)).Refusal.Code, Is.EqualTo("not_allowed"));
        Assert.That((await scene.Open(scene.Labs[0].Actor)).Refusal.Code, Is.EqualTo("not_allowed"));
        Assert.That((await scene.Open(Actor.Anonymous)).Refusal.Code, Is.EqualTo("not_allowed"));
        var absent = await world.With((OpenBids u) => u.Run(new OpenBids.Input(Guid.CreateVersion7()), scene.Operator));
        Assert.That(absent.Refusal, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public async Task Open_by_an_officer_of_a_bidder_or_the_publisher_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        await scene.Bid(scene.Labs[0]);
        await Close(world, scene);
        foreach (var memberships in new[] { scene.Labs[0].Actor.Memberships, scene.Publisher.Memberships })
        {
            var involved = scene.Operator with { Memberships = memberships };
            Assert.That((await scene.Open(involved)).Refusal.Code, Is.EqualTo("challenge.officer_involved"));
        }
    }

    [Test]
    public async Task Open_with_an_edited_and_a_swapped_seal_rejects_those_and_opens_the_rest()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 3);
        var receipts = new List<BidReceipt>();
        foreach (var lab in scene.Labs) receipts.Add(await scene.Bid(lab));
        await world.Read(async db =>
        {
            var seals = await db.Set<BidSeal>().AsNoTracking().Where(s => s.Version == 1).ToDictionaryAsync(s => s.BidId);
            var edited = seals[receipts[0].BidId];
            edited.Ciphertext[7] ^= 1;
            await Put(db, edited, receipts[0].BidId);
            return await Put(db, seals[receipts[2].BidId], receipts[1].BidId);
        });
        await Close(world, scene);
        await scene.OpenByTwo();

        var opened = (await world.With((OpenedBidQueries q) => q.All(scene.ChallengeId, scene.Approver))).Value;
        Assert.That(opened.Bids.Select(b => b.Id), Is.EqualTo(new[] { receipts[2].BidId }));
        Assert.That(opened.BrokenBids, Is.EquivalentTo(new[] { scene.Labs[0].Name, scene.Labs[1].Name }));
        Assert.That((await world.Events()).Count(e => e.Type == "bid.form_rejected"), Is.EqualTo(2));
    }

    [Test]
    public async Task Opened_bids_before_the_opening_are_shown_to_nobody()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        await scene.Bid(scene.Labs[0]);
        await Close(world, scene);
        _ = (await scene.Open(scene.Operator)).Value;

        Assert.That((await world.With((OpenedBidQueries q) => q.All(scene.ChallengeId, scene.Publisher))).Refusal.Code, Is.EqualTo("challenge.bids_sealed"));
        Assert.That((await world.With((OpenedBidQueries q) => q.All(scene.ChallengeId, scene.Labs[0].Actor))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((OpenedBidQueries q) => q.Opening(scene.ChallengeId, scene.Approver))).Value.OpenedCount, Is.Null);
    }

    private static async Task Close(World world, BidScene scene)
    {
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        Assert.That((await scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Evaluating));
    }

    private static Task<int> Put(MarketplaceDb db, BidSeal seal, Guid bidId) => db.Set<BidSeal>().Where(s => s.BidId == bidId && s.Version == 1)
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.Nonce, seal.Nonce).SetProperty(s => s.Ciphertext, seal.Ciphertext).SetProperty(s => s.Tag, seal.Tag)
            .SetProperty(s => s.Sha256, seal.Sha256));
}
