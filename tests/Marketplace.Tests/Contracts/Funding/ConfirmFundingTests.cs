using Marketplace.Contracts.Funding;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Funding;

[TestFixtureSource(typeof(Databases))]
public sealed class ConfirmFundingTests(DatabaseProvider provider)
{
    [Test]
    public async Task Exact_amount_is_held()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        Assert.That((await scene.Contract()).FundedAt, Is.Not.Null);
        Assert.That((await Held(scene), await Suspense(scene)), Is.EqualTo((40_000_000L, 0L)));
        var journal = await world.Read(db => db.Set<Journal>().SingleAsync());
        Assert.That((journal.Key, journal.BountyId, journal.ActorId), Is.EqualTo(("bankin:S1", scene.ContractId, scene.Finance.PersonId)));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("funding.confirmed"));
    }

    [Test]
    public async Task Large_amount_needs_a_second_officer_who_types_the_same()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "50万");
        var claim = (await scene.Claim("50万", "B1")).Value;

        Assert.That((await scene.Confirm(claim, "50万", "S1")).Value, Is.EqualTo(FundingClaimStatus.Checked));
        Assert.That(await Held(scene), Is.Zero, "one pair of eyes is not enough");
        Assert.That((await scene.Confirm(claim, "50万", "S1")).Refusal.Code, Is.EqualTo("funding.second_officer"));
        Assert.That((await scene.Confirm(claim, "49万", "S1", scene.SecondFinance)).Refusal.Code, Is.EqualTo("funding.officers_differ"));
        Assert.That((await scene.Confirm(claim, "50万", "S2", scene.SecondFinance)).Refusal.Code, Is.EqualTo("funding.officers_differ"));
        Assert.That((await scene.Confirm(claim, "50万", "S1", scene.SecondFinance)).Value, Is.EqualTo(FundingClaimStatus.Booked));
        Assert.That(await Held(scene), Is.EqualTo(50_000_000));
        Assert.That((await scene.Confirm(claim, "50万", "S1", scene.SecondFinance)).Refusal.Code, Is.EqualTo("funding.wrong_state"));
    }

    [TestCase("30万", 0, 30_000_000, false, TestName = "Too little waits in suspense as a whole")]
    [TestCase("45万", 40_000_000, 5_000_000, true, TestName = "Too much waits in suspense in part")]
    public async Task Other_amount(string received, long held, long suspense, bool isWhole)
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        _ = (await scene.Confirm((await scene.Claim("40万", "B1")).Value, received, "S1")).Value;
        Assert.That((await Held(scene), await Suspense(scene), (await scene.Contract()).FundedAt is not null), Is.EqualTo((held, suspense, isWhole)));
    }

    [Test]
    public async Task Confirm_for_the_own_organisation_by_others_or_with_a_used_line_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var claim = (await scene.Claim("20万", "B1")).Value;
        var other = (await scene.Claim("20万", "B2")).Value;

        Assert.That((await scene.Confirm(claim, "20万", "S1", scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Confirm(claim, "20万", "S1", scene.Bids.Operator)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Confirm(Guid.CreateVersion7(), "20万", "S1")).Refusal, Is.EqualTo(Refusal.NotFound));
        var own = scene.Finance with { Memberships = scene.Bidder.Memberships };
        Assert.That((await scene.Confirm(claim, "20万", "S1", own)).Refusal.Code, Is.EqualTo("money.own_organisation"));
        var uploader = scene.Finance with { PersonId = scene.Publisher.PersonId };
        Assert.That((await scene.Confirm(claim, "20万", "S1", uploader)).Refusal.Code, Is.EqualTo("money.own_organisation"));
        _ = (await scene.Confirm(claim, "20万", "S1")).Value;
        Assert.That((await scene.Confirm(other, "20万", "s 1")).Refusal.Code, Is.EqualTo("funding.line_used"));
        var differing = await scene.With((ConfirmFunding u) => u.Run(new(other, "S2", "20万", "2万"), scene.Finance));
        Assert.That((differing.Refusal.Code, differing.Refusal.Field), Is.EqualTo(("funding.typed_differ", "AmountAgain")));
    }

    private static async Task<long> Held(ContractScene scene) => (await scene.View(scene.Publisher))!.Funds!.Held.Minor;

    private static async Task<long> Suspense(ContractScene scene) => (await scene.With((LedgerQueries q) => q.Balance(new AccountName(AccountRole.Suspense), Currency.CNY, default))).Minor;
}
