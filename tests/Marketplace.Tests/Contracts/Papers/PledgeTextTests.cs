using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Papers;

public sealed class PledgeTextTests
{
    [Test]
    public async Task Pledge_of_the_winning_bid_ends_the_text_that_both_sign()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        var contract = await scene.Contract();
        Assert.That(contract.Leader, Is.Not.Null.And.Not.Empty);
        Assert.That(contract.PledgedBy, Does.StartWith("Dean"));
        Assert.That(contract.Pledge, Does.Contain(contract.Leader!).And.Contain(contract.PledgedBy!).And.Contain("Laboratory 1"));
        Assert.That(contract.Text, Does.EndWith(contract.Pledge!));
        Assert.That(contract.Signatures.Select(s => s.TextSha256), Is.All.EqualTo(contract.TextSha256));
    }
}
