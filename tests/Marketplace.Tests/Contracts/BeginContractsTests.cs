using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Contracts;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

public sealed class BeginContractsTests
{
    [Test]
    public async Task Final_award_begins_one_contract_with_the_winning_version_and_the_indicators()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        var contract = await scene.Contract();
        var bid = await world.Read(db => db.Set<Bid>().SingleAsync());

        Assert.That((contract.Code, contract.BidVersion, contract.BidSha256), Is.EqualTo(("PD-HT-2026-0001", bid.Version, Convert.ToHexStringLower(bid.Sha256!))));
        Assert.That((contract.Amount, contract.IsAmountAwarded, contract.Status), Is.EqualTo((new Money(120_000_000, Currency.CNY), true, ContractStatus.Contracting)));
        Assert.That(contract.Reference, Does.StartWith("HT20260001").And.Length.EqualTo(11));
        Assert.That(contract.Indicators.OrderBy(i => i.Position).Select(i => (i.Name, i.Mandatory)), Is.EqualTo(new[] { ("Shear strength", true), ("Porosity", false) }));
        Assert.That((await world.Events()).Count(e => e.Type == "contract.begun"), Is.EqualTo(1));
    }

    [Test]
    public async Task Award_heard_twice_begins_no_second_contract()
    {
        await using var world = await World.Create();
        _ = await ContractScene.Create(world.Services);
        var made = (await world.Events()).Single(e => e.Type == DomainEvent.TypeOf(typeof(AwardMade)));
        await world.With(async (BeginContracts subscriber) =>
        {
            await subscriber.Handle([made], default);
            return true;
        });

        Assert.That(await world.Read(db => db.Set<Contract>().CountAsync()), Is.EqualTo(1));
    }
}
