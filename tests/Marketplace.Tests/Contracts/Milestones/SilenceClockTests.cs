using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Milestones;

[TestFixtureSource(typeof(Databases))]
public sealed class SilenceClockTests(DatabaseProvider provider)
{
    [Test]
    public async Task Silence_is_acceptance_after_its_days_and_three_warnings()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var contract = await scene.Contract();
        Assert.That((contract.SilenceDays, contract.Text!.Contains("20 日", StringComparison.Ordinal)), Is.EqualTo((20, true)), "both have signed it");
        _ = (await scene.Submit(1)).Value;
        Assert.That(await After(world, 12), Is.Empty);
        Assert.That(await After(world, 1), Is.EqualTo(new[] { "milestone.silence_near" }));
        Assert.That(await After(world, 4), Is.EqualTo(new[] { "milestone.silence_near" }));
        Assert.That(await After(world, 2), Is.EqualTo(new[] { "milestone.silence_near" }));
        Assert.That(await After(world, 0.9), Is.Empty);
        Assert.That(await After(world, 0.1), Is.EqualTo(new[] { "milestone.accepted_by_silence", "payment.released" }));
        var milestone = (await scene.Contract()).Milestones.Single(m => m.Position == 1);
        Assert.That((milestone.Status, milestone.IsAcceptedBySilence, milestone.DecidedById), Is.EqualTo((MilestoneStatus.Payable, true, (Guid?)null)));
        Assert.That(await world.Read(db => db.Set<Payout>().CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Clock_that_stood_still_warns_three_times_a_day_apart_before_it_accepts()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        Assert.That(await After(world, 60), Is.EqualTo(new[] { "milestone.silence_near" }));
        Assert.That(await After(world, 0.5), Is.Empty);
        Assert.That(await After(world, 0.5), Is.EqualTo(new[] { "milestone.silence_near" }));
        Assert.That(await After(world, 1), Is.EqualTo(new[] { "milestone.silence_near" }));
        Assert.That(await After(world, 1), Has.Member("milestone.accepted_by_silence"));
    }

    [Test]
    public async Task Frozen_money_and_an_answer_stop_the_clock()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Freeze()).Value;
        Assert.That(await After(world, 30), Is.Empty);
        _ = (await scene.Thaw()).Value;
        _ = (await scene.Reject(1)).Value;
        Assert.That(await After(world, 30), Is.Empty);
        _ = (await scene.Submit(1)).Value;
        Assert.That(await After(world, 1), Is.Empty, "the days begin anew");
    }

    [Test]
    public async Task Milestone_is_overdue_from_the_day_after_its_due_day_until_it_is_handed_in()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var milestone = (await scene.Contract()).Milestones.Single(m => m.Position == 1);
        var due = milestone.DueOn!.Value;
        Assert.That((milestone.IsOverdueOn(due), milestone.IsOverdueOn(due.AddDays(1))), Is.EqualTo((false, true)));
        _ = (await scene.Submit(1)).Value;
        Assert.That((await scene.Contract()).Milestones.Single(m => m.Position == 1).IsOverdueOn(due.AddDays(1)), Is.False);
    }

    /// <summary>What the clock says when it looks again so many days later.</summary>
    private static async Task<IEnumerable<string>> After(World world, double days)
    {
        var before = (await world.Events()).Count;
        world.Clock.Advance(TimeSpan.FromDays(days));
        await world.With(async (SilenceClock clock) =>
        {
            await clock.Run(default);
            return 0;
        });
        return (await world.Events()).Skip(before).Select(e => e.Type);
    }
}
