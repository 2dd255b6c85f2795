using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class BidReaderTests(DatabaseProvider provider)
{
    [Test]
    public async Task Version_before_the_opening_is_read_by_the_bidder_alone()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        var receipt = await scene.Bid(scene.Labs[0]);
        var viewer = await scene.AddMember(scene.Labs[0].OrganisationId, MembershipRole.Viewer);
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        _ = (await scene.Open(scene.Operator)).Value;

        Assert.That((await Read(world, receipt, scene.Labs[0].Actor)).IsOk, Is.True);
        foreach (var other in new[] { scene.Labs[1].Actor, scene.Publisher, scene.Operator, scene.Reviewer, scene.Approver, viewer, Actor.System, Actor.Anonymous })
        {
            Assert.That((await Read(world, receipt, other)).Refusal, Is.EqualTo(Refusal.NotFound));
            Assert.That((await world.With((BidReader r) => r.Draft(receipt.BidId, other, default))).Refusal, Is.EqualTo(Refusal.NotFound));
        }
    }

    [Test]
    public async Task Version_after_the_opening_is_read_by_publisher_and_officers_and_no_other_version_is()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        var first = (await scene.Submit(scene.Labs[0], id, revision)).Value;
        var second = (await scene.Submit(scene.Labs[0], id, await scene.Save(scene.Labs[0], id, TestData.CompleteBid(scene.Indicators, "second")))).Value;
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        await scene.OpenByTwo();

        foreach (var reader in new[] { scene.Publisher, scene.Reviewer, scene.Approver })
        {
            Assert.That((await Read(world, second, reader)).Value.Route, Is.EqualTo("The route is second"));
            Assert.That((await Read(world, first, reader)).Refusal, Is.EqualTo(Refusal.NotFound));
            Assert.That((await world.With((BidReader r) => r.Draft(id, reader, default))).Refusal, Is.EqualTo(Refusal.NotFound));
        }

        Assert.That((await Read(world, second, scene.Labs[1].Actor)).Refusal, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public async Task Holds_says_whether_the_stored_bytes_are_those_of_the_receipt()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        var receipt = await scene.Bid(scene.Labs[0]);
        Assert.That((await Holds(world, receipt, scene.Labs[0].Actor)).Value, Is.True);
        await world.Read(async db =>
        {
            var seal = await db.FindAsync<BidSeal>(receipt.BidId, 1);
            seal!.Ciphertext[100] ^= 1;
            db.Entry(seal).Property(s => s.Ciphertext).IsModified = true;
            return await db.SaveChangesAsync();
        });

        Assert.That((await Holds(world, receipt, scene.Labs[0].Actor)).Value, Is.False);
        Assert.That((await Holds(world, receipt, scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
    }

    private static Task<Result<BidContent>> Read(World world, BidReceipt receipt, Actor actor) =>
        world.With((BidReader r) => r.Version(receipt.BidId, receipt.Version, actor, default));

    private static Task<Result<bool>> Holds(World world, BidReceipt receipt, Actor actor) =>
        world.With((BidReader r) => r.Holds(receipt.BidId, receipt.Version, actor, default));
}
