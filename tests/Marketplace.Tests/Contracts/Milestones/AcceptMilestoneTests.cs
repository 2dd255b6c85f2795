using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Milestones;

[TestFixtureSource(typeof(Databases))]
public sealed class AcceptMilestoneTests(DatabaseProvider provider)
{
    [Test]
    public async Task Accepted_milestone_releases_its_part_and_plans_one_payment()
    {
        await using var world = await World.Create(provider, services => services.WithFee(250));
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Accept(1)).Value;

        var milestone = (await scene.View(scene.Bidder))!.Contract.Milestones.Single(m => m.Position == 1);
        Assert.That((milestone.Status, milestone.Verdicts.Count), Is.EqualTo((MilestoneStatus.Payable, 2)));
        var payout = await world.Read(db => db.Set<Payout>().SingleAsync());
        Assert.That((payout.Status, payout.NetMinor, payout.FeeMinor), Is.EqualTo((PayoutStatus.Planned, 15_600_000L, 400_000L)));
        Assert.That(await Balance(world, AccountName.Payable(milestone.Id)), Is.EqualTo(15_600_000));
        Assert.That(await Balance(world, AccountName.Held(scene.ContractId)), Is.EqualTo(24_000_000));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.EqualTo(new[] { "milestone.accepted", "payment.released" }));
    }

    [Test]
    public async Task Fifty_at_once_release_once()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var milestone = (await scene.Contract()).Milestones.Single(m => m.Position == 1).Id;
        var colleague = scene.Bids.SecondPublisher;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => scene.With((AcceptMilestone u) =>
            u.Run(new(scene.ContractId, milestone, ContractScene.AllMet), i % 2 == 0 ? scene.Publisher : colleague)))));

        Assert.That(answers.Count(a => a.IsOk), Is.EqualTo(1));
        Assert.That(answers.Where(a => !a.IsOk).Select(a => a.Refusal.Code).Distinct(), Is.SubsetOf(new[] { "milestone.wrong_state", "stale" }));
        Assert.That(await world.Read(db => db.Set<Journal>().CountAsync(j => j.Type == JournalType.Released)), Is.EqualTo(1));
        Assert.That(await world.Read(db => db.Set<Payout>().CountAsync()), Is.EqualTo(1));
        Assert.That(await Balance(world, AccountName.Held(scene.ContractId)), Is.EqualTo(24_000_000));
        Assert.That((await world.Events()).Count(e => e.Type == "payment.released"), Is.EqualTo(1));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    [Test]
    public async Task Second_payment_for_a_milestone_cannot_be_planned_even_in_the_database()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Accept(1)).Value;
        var first = await world.Read(db => db.Set<Payout>().AsNoTracking().SingleAsync());

        Assert.That(async () => await world.Read(db =>
        {
            db.Add(new Payout { ContractId = first.ContractId, MilestoneId = first.MilestoneId, NetMinor = 1, FeeMinor = 0, Currency = Currency.CNY, PlannedAt = first.PlannedAt });
            return db.SaveChangesAsync();
        }), Throws.InstanceOf<DbUpdateException>());
    }

    [Test]
    public async Task Accept_without_money_by_others_or_before_it_is_handed_in_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services);
        Assert.That((await scene.Accept(1)).Refusal.Code, Is.EqualTo("milestone.wrong_state"));
        _ = (await scene.Submit(1)).Value;
        Assert.That((await scene.Accept(1)).Refusal.Code, Is.EqualTo("milestone.not_funded"));
        Assert.That((await scene.Accept(1, scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Accept(1, scene.Finance)).Refusal, Is.EqualTo(Refusal.NotFound));
        var stranger = await scene.With((AcceptMilestone u) => u.Run(new(scene.ContractId, Guid.CreateVersion7(), ContractScene.AllMet), scene.Publisher));
        Assert.That(stranger.Refusal, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public async Task Findings_are_of_every_indicator_and_the_mandatory_ones_met_at_the_end()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        AcceptMilestone.Finding[] early = [new(1, IndicatorVerdict.NotYetDue), new(2, IndicatorVerdict.Partly, "7 %")];
        _ = (await scene.Submit(1)).Value;
        Assert.That((await scene.Accept(1, findings: [early[0]])).Refusal.Code, Is.EqualTo("milestone.findings_left_out"));
        Assert.That((await scene.Accept(1, findings: [early[0], early[0]])).Refusal.Code, Is.EqualTo("milestone.findings_left_out"));
        Assert.That((await scene.Accept(1, findings: [early[0], new(2, null)])).Refusal.Code, Is.EqualTo("milestone.verdict_missing"));
        Assert.That((await scene.Accept(1, findings: [early[0], new(2, IndicatorVerdict.Met)])).Refusal.Code, Is.EqualTo("text.required"));
        _ = (await scene.Accept(1, findings: early)).Value;
        _ = (await scene.Submit(2)).Value;
        Assert.That((await scene.Accept(2, findings: early)).Refusal.Code, Is.EqualTo("milestone.mandatory_unmet"));
        Assert.That((await scene.Accept(2)).IsOk, Is.True);
    }

    private static async Task<long> Balance(World world, AccountName account) => (await world.With((LedgerQueries q) => q.Balance(account, Currency.CNY, default))).Minor;
}
