using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class StartBidTests(DatabaseProvider provider)
{
    [Test]
    public async Task Start_twice_at_once_makes_one_active_bid_and_one_key()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scene.Start(scene.Labs[0])));

        Assert.That(ids.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await world.Read(db => db.Set<BidKey>().CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Second_active_bid_is_refused_by_the_database_too()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        await scene.Start(scene.Labs[0]);

        Assert.That(() => world.Read(db =>
        {
            db.Add(new Bid { ChallengeId = scene.ChallengeId, OrganisationId = scene.Labs[0].OrganisationId });
            return db.SaveChangesAsync();
        }), Throws.InstanceOf<DbUpdateException>());
    }

    [Test]
    public async Task Start_after_withdrawing_makes_a_new_bid()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        var first = await scene.Bid(lab);
        _ = (await world.With((WithdrawBid u) => u.Run(new WithdrawBid.Input(first.BidId), lab.Actor))).Value;

        Assert.That(await scene.Start(lab), Is.Not.EqualTo(first.BidId));
    }

    [Test]
    public async Task Start_by_who_may_not_is_refused_with_its_reason()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var group = Guid.CreateVersion7();
        await world.Read(db => db.Set<Organisation>().Where(o => o.Id == scene.PublisherId).ExecuteUpdateAsync(s => s.SetProperty(o => o.GroupId, group)));
        var sister = await scene.AddLab("Sister", group);
        var fresh = await scene.AddLab("Fresh", verification: VerificationStatus.Submitted);
        var viewer = await scene.AddMember(scene.Labs[0].OrganisationId, MembershipRole.Viewer);

        Assert.That(await Code(world, scene, sister.OrganisationId, sister.Actor), Is.EqualTo("bid.same_group"));
        Assert.That(await Code(world, scene, fresh.OrganisationId, fresh.Actor), Is.EqualTo("organisation.not_verified"));
        Assert.That(await Code(world, scene, scene.PublisherId, scene.SecondPublisher), Is.EqualTo("bid.own_challenge"));
        Assert.That(await Code(world, scene, scene.Labs[0].OrganisationId, viewer), Is.EqualTo("not_found"));
        Assert.That(await Code(world, scene, scene.Labs[0].OrganisationId, sister.Actor), Is.EqualTo("not_found"));
        world.Clock.SetUtcNow(scene.DeadlineAt);
        Assert.That(await Code(world, scene, scene.Labs[0].OrganisationId, scene.Labs[0].Actor), Is.EqualTo("bid.too_late"));
    }

    private static async Task<string> Code(World world, BidScene scene, Guid organisation, Actor actor) =>
        (await world.With((StartBid u) => u.Run(new StartBid.Input(scene.ChallengeId, organisation), actor))).Refusal.Code;
}
