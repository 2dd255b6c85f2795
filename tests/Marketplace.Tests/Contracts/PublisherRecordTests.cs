using Marketplace.Contracts;
using Marketplace.Data;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

[TestFixtureSource(typeof(Databases))]
public sealed class PublisherRecordTests(DatabaseProvider provider)
{
    [Test]
    public async Task Record_counts_decisions_awards_and_payments_in_time_and_what_is_late()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var publisher = (await scene.Contract()).PublisherId;
        var fresh = await Of(world, publisher);
        Assert.That((fresh.Closed, fresh.Awarded, fresh.CancelledAfterBids, fresh.FundingDue, fresh.FundedOnTime), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(fresh.DaysToDecide, Is.Not.Null);
        _ = (await scene.Confirm((await scene.Claim("40万", "B1")).Value, "40万", "S1")).Value;
        Assert.That(await Funding(world, publisher), Is.EqualTo((1, 1)));
        Assert.That((await Of(world, (await scene.Contract()).BidderId)).IsEmpty, Is.True);
    }

    [Test]
    public async Task Payment_after_thirty_days_is_late_before_and_after_it_comes()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var publisher = (await scene.Contract()).PublisherId;
        _ = (await scene.Confirm((await scene.Claim("30万", "B1")).Value, "30万", "S1")).Value;
        world.Clock.Advance(TimeSpan.FromDays(PublisherRecords.DaysToFund + 1));
        Assert.That(await Funding(world, publisher), Is.EqualTo((1, 0)));
        _ = (await scene.Confirm((await scene.Claim("10万", "B2")).Value, "10万", "S2")).Value;
        _ = (await scene.Assign()).Value;
        Assert.That(await Funding(world, publisher), Is.EqualTo((1, 0)));
    }

    private static Task<PublisherRecord> Of(World world, Guid publisher) => world.With((PublisherRecords q) => q.Of(publisher));

    private static async Task<(int Due, int OnTime)> Funding(World world, Guid publisher)
    {
        var record = await Of(world, publisher);
        return (record.FundingDue, record.FundedOnTime);
    }
}
