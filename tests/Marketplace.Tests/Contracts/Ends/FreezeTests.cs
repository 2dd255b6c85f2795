using Marketplace.Contracts;
using Marketplace.Contracts.Ends;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Ends;

[TestFixtureSource(typeof(Databases))]
public sealed class FreezeTests(DatabaseProvider provider)
{
    [Test]
    public async Task Frozen_money_is_neither_released_nor_ordered_nor_refunded_until_it_is_thawed()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var payout = (await scene.Accept(1)).Value;
        _ = (await scene.Submit(2)).Value;
        _ = (await scene.Propose(scene.Bidder)).Value;
        _ = (await scene.Freeze()).Value;

        Assert.That((await scene.Accept(2)).Refusal.Code, Is.EqualTo("contract.frozen"));
        Assert.That((await scene.Order(payout, "O1")).Refusal.Code, Is.EqualTo("contract.frozen"));
        Assert.That((await scene.Answer(scene.Publisher)).Refusal.Code, Is.EqualTo("contract.frozen"));
        Assert.That((await scene.GiveBack()).Refusal.Code, Is.EqualTo("contract.frozen"));
        foreach (var side in new[] { scene.Publisher, scene.Bidder }) Assert.That((await scene.View(side))!.Contract.FreezeReason, Is.EqualTo("The voucher is looked into"));
        var row = (await world.With((MoneyQueries q) => q.Page(scene.Finance)))!.Frozen.Single();
        Assert.That((row.ContractId, row.Reason), Is.EqualTo((scene.ContractId, "The voucher is looked into")));

        _ = (await scene.Thaw()).Value;
        _ = (await scene.Accept(2)).Value;
        _ = (await scene.Order(payout, "O1")).Value;
        Assert.That((await world.With((MoneyQueries q) => q.Page(scene.Finance)))!.Frozen, Is.Empty);
        Assert.That((await world.Events()).Select(e => e.Type), Does.Contain("contract.frozen").And.Contain("contract.thawed"));
    }

    [Test]
    public async Task What_the_bank_has_done_is_booked_while_the_money_is_frozen()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var payout = (await scene.Accept(1)).Value;
        _ = (await scene.Order(payout, "O1")).Value;
        _ = (await scene.Freeze()).Value;
        _ = (await scene.Settle(payout, "L1")).Value;
        _ = (await scene.Return(payout, "R1")).Value;
        Assert.That((await scene.Order(payout, "O2")).Refusal.Code, Is.EqualTo("contract.frozen"));
    }

    [Test]
    public async Task Freeze_is_an_officers_of_neither_side_and_needs_a_reason()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        foreach (var other in new[] { scene.Publisher, scene.Bidder, scene.Operator }) Assert.That((await scene.Freeze(other)).Refusal, Is.EqualTo(Refusal.NotFound), other.Name);
        Assert.That((await scene.Freeze(scene.Finance with { Memberships = scene.Bidder.Memberships })).Refusal.Code, Is.EqualTo("money.own_organisation"));
        Assert.That((await scene.Freeze(reason: " ")).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await scene.Thaw()).Refusal.Code, Is.EqualTo("contract.not_frozen"));
        _ = (await scene.Freeze()).Value;
        Assert.That((await scene.Freeze()).Refusal.Code, Is.EqualTo("contract.frozen_before"));
        Assert.That((await scene.With((ThawContract u) => u.Run(new(scene.ContractId, ""), scene.Finance))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await scene.With((FreezeContract u) => u.Run(new(Guid.CreateVersion7(), "Why"), scene.Finance))).Refusal, Is.EqualTo(Refusal.NotFound));
    }
}
