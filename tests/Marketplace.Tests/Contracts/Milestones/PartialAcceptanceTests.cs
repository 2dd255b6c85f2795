using Marketplace.Contracts;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Milestones;

/// <summary>Offer and answer belong together.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class PartialAcceptanceTests(DatabaseProvider provider)
{
    [Test]
    public async Task Part_is_released_and_the_rest_is_paid_later_to_the_cent()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var offer = (await Offer(scene, "112000.01")).Value;
        Assert.That((await scene.Balance(AccountName.Held(scene.ContractId)), (await scene.Contract()).Milestones.Count), Is.EqualTo((40_000_000L, 2)), "an offer moves nothing");
        _ = (await Answer(scene, offer)).Value;

        var contract = await scene.Contract();
        var milestones = contract.Milestones.OrderBy(m => m.Position).ToList();
        Assert.That(milestones.Select(m => (m.AmountMinor, m.Status)), Is.EqualTo(new[]
        {
            (11_200_001L, MilestoneStatus.Payable), (24_000_000L, MilestoneStatus.Planned), (4_799_999L, MilestoneStatus.Planned),
        }));
        Assert.That((milestones.Sum(m => m.AmountMinor), milestones.Sum(m => m.Percent), milestones[2].SplitFromId), Is.EqualTo((contract.AmountMinor, 100, (Guid?)milestones[0].Id)));
        Assert.That(await scene.Balance(AccountName.Held(contract.Id)), Is.EqualTo(28_799_999L));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(3), Is.EqualTo(new[] { "milestone.part_offered", "milestone.part_accepted", "payment.released" }));

        // The part and everything else are paid, and the contract is settled.
        var payout = await world.Read(db => db.Set<Marketplace.Contracts.Payouts.Payout>().Select(p => p.Id).SingleAsync());
        _ = (await scene.Order(payout, "O1")).Value;
        _ = (await scene.Settle(payout, "L1")).Value;
        foreach (var position in new[] { 2, 3 }) await scene.PayOut(position);
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.Settled));
        Assert.That(await scene.Balance(AccountName.Held(contract.Id)), Is.Zero);
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    [Test]
    public async Task Offer_that_is_declined_or_replaced_moves_nothing()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        Assert.That((await Offer(scene, "1万")).Refusal.Code, Is.EqualTo("milestone.wrong_state"), "nothing is handed in");
        _ = (await scene.Submit(1)).Value;
        Assert.That((await Offer(scene, "1万", scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        foreach (var amount in new[] { "0", "16万", "20万" }) Assert.That((await Offer(scene, amount)).Refusal.Field, Is.EqualTo("Amount"), amount);
        var first = (await Offer(scene, "1万")).Value;
        var second = (await Offer(scene, "2万")).Value;
        Assert.That((await Answer(scene, first)).Refusal, Is.EqualTo(Refusal.Stale));
        Assert.That((await Answer(scene, second, by: scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Answer(scene, second, agrees: false, reason: " ")).Refusal.Field, Is.EqualTo("Reason"));
        _ = (await Answer(scene, second, agrees: false)).Value;
        Assert.That((await Answer(scene, second)).Refusal.Code, Is.EqualTo("part.none"));
        Assert.That((await scene.Balance(AccountName.Held(scene.ContractId)), (await scene.Contract()).Milestones.Count), Is.EqualTo((40_000_000L, 2)));
        // The whole is accepted all the same.
        _ = (await scene.Accept(1)).Value;
    }

    [Test]
    public async Task Whole_acceptance_leaves_no_part_to_agree_to()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var offer = (await Offer(scene, "1万")).Value;
        _ = (await scene.Accept(1)).Value;
        Assert.That((await Answer(scene, offer)).Refusal.Code, Is.EqualTo("milestone.wrong_state"));
        Assert.That(await scene.Balance(AccountName.Held(scene.ContractId)), Is.EqualTo(24_000_000L));
    }

    [Test]
    public async Task Frozen_contract_releases_no_part()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var offer = (await Offer(scene, "1万")).Value;
        _ = (await scene.Freeze()).Value;
        Assert.That((await Answer(scene, offer)).Refusal.Code, Is.EqualTo("contract.frozen"));
        Assert.That((await Offer(scene, "1万")).Refusal.Code, Is.EqualTo("contract.frozen"));
    }

    private static async Task<Result<Guid>> Offer(ContractScene scene, string amount, Actor? by = null)
    {
        var contract = await scene.Contract();
        var milestone = contract.Milestones.Single(m => m.Position == 1).Id;
        IReadOnlyList<AcceptMilestone.Finding> findings = [new(1, IndicatorVerdict.Partly, "30 MPa"), new(2, IndicatorVerdict.NotYetDue)];
        var due = ShanghaiTime.DayOf(contract.ConcludedAt!.Value).AddMonths(3);
        return await scene.With((OfferPart u) => u.Run(new(scene.ContractId, milestone, amount, due, "Two of three samples hold", findings), by ?? scene.Publisher));
    }

    private static async Task<Result<Done>> Answer(ContractScene scene, Guid offer, bool agrees = true, string? reason = "The third sample holds too", Actor? by = null)
    {
        var milestone = (await scene.Contract()).Milestones.Single(m => m.Position == 1).Id;
        return await scene.With((AnswerPart u) => u.Run(new(scene.ContractId, milestone, offer, agrees, reason), by ?? scene.Bidder));
    }
}
