using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Ends;

[TestFixtureSource(typeof(Databases))]
public sealed class SigningClockTests(DatabaseProvider provider)
{
    [Test]
    public async Task Offer_that_is_not_signed_in_time_passes_to_the_reserve_and_then_ends_the_challenge()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services, labs: 2);
        await Award(world, scene);
        var first = await world.Read(db => db.Set<Contract>().AsNoTracking().SingleAsync());
        Assert.That(first.SignBy, Is.EqualTo(first.BegunAt.AddDays(30)));
        await Jobs(world, first.SignBy!.Value.AddTicks(-1));
        Assert.That((await All(world)).Select(c => c.Status), Is.EqualTo(new[] { ContractStatus.Contracting }));

        await Jobs(world, first.SignBy.Value);
        var contracts = await All(world);
        Assert.That(contracts.Select(c => (c.Status, c.BidderId)), Is.EqualTo(new[] { (ContractStatus.Lapsed, scene.Labs[0].OrganisationId), (ContractStatus.Contracting, scene.Labs[1].OrganisationId) }));
        Assert.That(await world.Read(db => db.Set<Bid>().Where(b => b.OrganisationId == scene.Labs[1].OrganisationId).Select(b => b.Status).SingleAsync()), Is.EqualTo(BidStatus.Awarded));
        Assert.That((await world.Events()).Select(e => e.Type), Does.Contain("contract.lapsed"));
        Assert.That((await scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Awarded), "the offer stands with the reserve");

        await Jobs(world, contracts[1].SignBy!.Value);
        Assert.That((await All(world)).Select(c => c.Status), Is.All.EqualTo(ContractStatus.Lapsed));
        Assert.That((await scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Terminated));
    }

    [Test]
    public async Task Contract_that_is_signed_in_time_does_not_lapse()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services);
        await Jobs(world, (await scene.Contract()).SignBy!.Value.AddDays(1));
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.InProgress));
    }

    private static async Task Award(World world, BidScene scene)
    {
        var (winner, reserve) = (await scene.Bid(scene.Labs[0]), await scene.Bid(scene.Labs[1]));
        await Jobs(world, scene.DeadlineAt);
        await scene.OpenByTwo();
        var award = (await world.With((ProposeAward u) => u.Run(new(scene.ChallengeId, "The best route",
            [new(winner.BidId, AwardOutcome.Winner, 1, "40\u4e07"), new(reserve.BidId, AwardOutcome.Reserve, 2, Strengths: "A sound route", Shortfalls: "Slower")]), scene.Publisher))).Value;
        var code = (await world.With((ConfirmAward u) => u.Run(new(scene.ChallengeId, award), scene.Approver))).Value;
        await Jobs(world, (await world.With((NoticeQueries q) => q.One(code)))!.Notice.EndsAt);
        await world.Services.GetRequiredService<EventTail>().CatchUp();
        await world.Services.GetRequiredService<OutboxWorker>().Drain();
    }

    private static async Task Jobs(World world, DateTimeOffset at)
    {
        world.Clock.SetUtcNow(at);
        await world.Services.GetRequiredService<JobRunner>().RunAll();
    }

    private static Task<List<Contract>> All(World world) => world.Read(db => db.Set<Contract>().AsNoTracking().OrderBy(c => c.Code).ToListAsync());
}
