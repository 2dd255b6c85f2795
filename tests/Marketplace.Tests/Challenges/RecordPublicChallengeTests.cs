using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

[TestFixtureSource(typeof(Databases))]
public sealed class RecordPublicChallengeTests(DatabaseProvider provider)
{
    [Test]
    public async Task Record_by_the_operator_stands_in_the_hall_and_takes_no_bid()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var keeper = cast.Operator with { Memberships = [new(cast.FirmId, "Keeper", OrganisationKind.GovernmentUnit, MembershipRole.Viewer, true)] };
        var recorded = (await world.With((RecordPublicChallenge u) => u.Run(Input(cast.FirmId), keeper))).Value;

        Assert.That((recorded.Status, recorded.Code), Is.EqualTo((ChallengeStatus.Recorded, "PUB-2021-001")));
        var facts = await world.Read(async db => (await db.Set<Challenge>().SingleAsync()).Facts);
        Assert.That(ChallengeGate.CanAct(ChallengeUse.Bid, facts, cast.Bidder, world.Clock.GetUtcNow()).Refusal.Code, Is.EqualTo("challenge.not_open"));
        var hall = await world.With(async (HallSearch s) => await s.Find(new HallFilter()));
        Assert.That(hall.Entries.Single().PhaseAt(world.Clock.GetUtcNow()), Is.EqualTo(HallPhase.Reference));
    }

    [Test]
    public async Task Record_twice_is_kept_once_and_needs_a_source_and_the_duty()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var keeper = cast.Operator with { Memberships = [new(cast.FirmId, "Keeper", OrganisationKind.GovernmentUnit, MembershipRole.Viewer, true)] };
        var first = (await world.With((RecordPublicChallenge u) => u.Run(Input(cast.FirmId), keeper))).Value;
        var second = (await world.With((RecordPublicChallenge u) => u.Run(Input(cast.FirmId), keeper))).Value;

        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That((await world.With((RecordPublicChallenge u) => u.Run(Input(cast.FirmId), cast.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        var without = Input(cast.FirmId) with { Source = new("somewhere", 2021, "A science department", null) };
        Assert.That((await world.With((RecordPublicChallenge u) => u.Run(without, keeper))).Refusal.Code, Is.EqualTo("field.address"));
    }

    private static RecordPublicChallenge.Input Input(Guid keeper) => new(
        keeper, new("https://example.org/list", 2021, "A science department", "New materials"), "Heat-proof pigments", ChallengeKind.Enterprise, AwardMode.Single,
        LeadingIndustry.None, HardCoreIndustry.None, ["Stable at 900 degrees"], null, null);
}
