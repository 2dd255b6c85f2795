using Marketplace.Contracts.Papers;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Papers;

[TestFixtureSource(typeof(Databases))]
public sealed class RegistrationQueriesTests(DatabaseProvider provider)
{
    [Test]
    public async Task Seller_alone_gets_a_row_for_each_signed_contract()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Create(world.Services);
        Assert.That(await world.With((RegistrationQueries q) => q.Any(scene.Bidder)), Is.False, "nothing is signed");
        _ = (await scene.Draft()).Value;
        _ = (await scene.Sign(scene.Publisher)).Value;
        _ = (await scene.Sign(scene.Bidder)).Value;
        Assert.That((await world.With((RegistrationQueries q) => q.All(scene.Publisher)), await world.With((RegistrationQueries q) => q.All(scene.Finance))), Is.EqualTo((Array.Empty<RegistrationRow>(), Array.Empty<RegistrationRow>())));
        var row = (await world.With((RegistrationQueries q) => q.All(scene.Bidder))).Single();
        var contract = await scene.Contract();
        Assert.That((row.Contract, row.Kind, row.Seller.Name), Is.EqualTo((contract.Code, (TechnicalKind?)TechnicalKind.Development, "Laboratory 1")));
        Assert.That((row.SignedOn, row.EndsOn), Is.EqualTo((ShanghaiTime.DayOf(contract.ConcludedAt!.Value), ShanghaiTime.DayOf(contract.ConcludedAt.Value).AddMonths(12))));
    }

    [TestCase("91310115MA1K001700", ExpectedResult = "310115")]
    [TestCase("91310115", ExpectedResult = null)]
    [TestCase(null, ExpectedResult = null)]
    public string? Area_is_read_from_the_credit_code(string? code) => new RegistrationSide("Firm", "CN", code).Area;
}
