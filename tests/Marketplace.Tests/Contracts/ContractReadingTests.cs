using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

/// <summary>Who reads what of contracts and their money.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class ContractReadingTests(Marketplace.Data.DatabaseProvider provider)
{
    [Test]
    public async Task Contract_is_for_its_two_sides_and_officers_alone()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services);
        _ = (await scene.Claim("120万", "B1")).Value;
        var stranger = (await scene.Bids.AddLab("Laboratory of Others")).Actor;

        Assert.That(await scene.View(stranger), Is.Null);
        Assert.That(await scene.View(Actor.Anonymous), Is.Null);
        Assert.That(await world.With((ContractQueries q) => q.Own(stranger)), Is.Empty);
        Assert.That((await world.With((ContractQueries q) => q.Own(scene.Bidder))).Single().Code, Is.EqualTo("PD-HT-2026-0001"));
        Assert.That((await scene.View(scene.Bids.Operator))!.May, Is.EqualTo(new ContractRights(false, null, false, false, false, false, false)));
        Assert.That((await scene.View(scene.Bidder))!.Claims, Is.Empty, "the voucher shows the publisher's account");
        Assert.That((await scene.View(scene.Publisher))!.Claims, Has.Count.EqualTo(1));
        Assert.That((await scene.View(scene.Bidder))!.PayeeAccount, Is.EqualTo("6222 0000 1234"));
        Assert.That((await scene.View(scene.Publisher))!.PayeeAccount, Is.EqualTo("…1234"));
    }

    [Test]
    public async Task Proof_of_funds_tells_amounts_of_government_lists_and_shares_of_others()
    {
        await using var world = await World.Create(provider);
        var firms = await ContractScene.Funded(world.Services);
        await firms.PayOut(1);
        var proof = (await world.With((FundsQueries q) => q.Of(firms.Bids.ChallengeId, ChallengeKind.Enterprise)))!;
        Assert.That((proof.Exact, proof.HeldPercent, proof.ReleasedPercent, proof.PaidPercent), Is.EqualTo(((Funds?)null, 100, 40, 40)));
        var exact = (await world.With((FundsQueries q) => q.Of(firms.Bids.ChallengeId, ChallengeKind.Government)))!.Exact!;
        Assert.That((exact.Committed.Minor, exact.Received.Minor, exact.Held.Minor, exact.Due.Minor, exact.Released.Minor), Is.EqualTo((40_000_000L, 40_000_000L, 24_000_000L, 0L, 16_000_000L)));
        Assert.That(await world.With((FundsQueries q) => q.Of(Guid.CreateVersion7(), ChallengeKind.Government)), Is.Null);
    }

    [Test]
    public async Task Money_page_is_for_officers_with_that_duty_and_adds_up()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var claim = (await scene.Claim("40万", "B1")).Value;
        foreach (var other in new[] { scene.Publisher, scene.Bidder, scene.Bids.Operator, Actor.Anonymous }) Assert.That(await world.With((MoneyQueries q) => q.Page(other)), Is.Null);
        var before = (await world.With((MoneyQueries q) => q.Page(scene.Finance)))!;
        Assert.That((before.ToConfirm.Single().Due.Minor, before.ToConfirm.Single().IsOwn, before.Sums), Is.EqualTo((40_000_000L, false, Array.Empty<MoneySums>())));

        _ = (await scene.Confirm(claim, "41万", "S1")).Value;
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Accept(1)).Value;
        var after = (await world.With((MoneyQueries q) => q.Page(scene.Finance)))!;
        Assert.That(after.Sums.Single(), Is.EqualTo(new MoneySums(Currency.CNY, 41_000_000, 0, 24_000_000, 16_000_000, 1_000_000, 0, 0, 0)));
        Assert.That((after.ToConfirm.Count, after.Payouts.Count, after.InSuspense.Single().Suspense.Minor), Is.EqualTo((0, 1, 1_000_000L)));
        Assert.That(await world.With((MoneyQueries q) => q.Counts()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Both_sides_and_finance_officers_hear_of_the_steps()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        await scene.PayOut(1);
        await world.Drain();
        var told = await world.Read(db => db.Set<Notification>().AsNoTracking().Where(n => n.Kind == NotificationKind.Contract || n.Type.StartsWith("funding.") || n.Type.StartsWith("payment."))
            .Select(n => new { n.PersonId, n.Type }).ToListAsync());
        Assert.That(told.Where(t => t.PersonId == scene.Bidder.PersonId).Select(t => t.Type), Is.SupersetOf(new[] { "contract.drafted", "contract.signed", "funding.confirmed", "milestone.accepted", "payout.settled" }));
        Assert.That(told.Where(t => t.PersonId == scene.Bids.SecondPublisher.PersonId).Select(t => t.Type), Is.SupersetOf(new[] { "contract.begun", "contract.concluded", "milestone.submitted", "payout.settled" }));
        Assert.That(told.Where(t => t.PersonId == scene.SecondFinance.PersonId).Select(t => t.Type), Is.EquivalentTo(new[] { "funding.claimed", "payment.released" }));
    }
}
