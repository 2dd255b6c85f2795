using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Ends;

/// <summary>Asking, answering and withdrawing belong together.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class TerminationTests(DatabaseProvider provider)
{
    [Test]
    public async Task Agreement_keeps_what_was_accepted_and_refunds_the_rest_to_the_cent()
    {
        await using var world = await World.Create(provider, services => services.WithFee(1_000));
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var payout = (await scene.Accept(1)).Value;
        _ = (await scene.Propose(scene.Bidder)).Value;
        _ = (await scene.Answer(scene.Publisher)).Value;

        var contract = await scene.Contract();
        Assert.That((contract.Status, contract.TerminationCause), Is.EqualTo((ContractStatus.Terminated, TerminationCause.TechnicalHonest)));
        Assert.That(contract.Milestones.OrderBy(m => m.Position).Select(m => m.Status), Is.EqualTo(new[] { MilestoneStatus.Payable, MilestoneStatus.Void }));
        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Terminated));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(3), Is.EqualTo(new[] { "contract.terminated", "refund.planned", "challenge.terminated" }));
        Assert.That((await scene.Balance(AccountName.Held(contract.Id)), await scene.Balance(AccountName.Refund(contract.Id))), Is.EqualTo((0L, 24_000_000L)));
        var refund = (await scene.Refunds()).Single();
        Assert.That((refund.Kind, refund.NetMinor, refund.Status), Is.EqualTo((PayoutKind.Rest, 24_000_000L, PayoutStatus.Planned)));

        // The accepted milestone is paid all the same, and the refund goes the way of every payment.
        foreach (var (id, i) in new[] { (payout, 1), (refund.Id, 2) })
        {
            _ = (await scene.Order(id, $"O{i}")).Value;
            _ = (await scene.Settle(id, $"L{i}")).Value;
        }

        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.Terminated));
        Assert.That((await scene.Balance(AccountName.Bank("main")), await scene.Balance(AccountName.Refund(contract.Id))), Is.EqualTo((1_600_000L, 0L)), "only the fee is left");
        var funds = (await scene.View(scene.Publisher))!.Funds!;
        Assert.That((funds.Received.Minor, funds.Due.Minor, funds.Refunds.Minor, funds.Refunded.Minor, funds.Paid.Minor), Is.EqualTo((40_000_000L, 0L, 24_000_000L, 24_000_000L, 16_000_000L)));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    [Test]
    public async Task Cause_waits_for_an_officer_of_neither_side()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Propose(scene.Publisher, TerminationGround.Cause, TerminationCause.Misconduct)).Value;
        foreach (var other in new[] { scene.Bidder, scene.Publisher, scene.Finance, scene.Operator with { Memberships = scene.Publisher.Memberships } })
        {
            Assert.That((await scene.Answer(other)).Refusal, Is.EqualTo(Refusal.NotFound), other.Name);
        }

        Assert.That((await world.With((EndsQueries q) => q.Waiting(scene.Operator))).Select(r => r.Id), Is.EqualTo(new[] { scene.ContractId }));
        Assert.That(await world.With((EndsQueries q) => q.Waiting(scene.Finance)), Is.Empty);
        _ = (await scene.Answer(scene.Operator)).Value;
        var asked = await world.Read(db => db.Set<Termination>().AsNoTracking().SingleAsync());
        Assert.That((asked.Status, asked.Outcome, asked.AnsweredById), Is.EqualTo((TerminationStatus.Agreed, TerminationOutcome.EndedForFault, scene.Operator.PersonId)));
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.Terminated));
        Assert.That((await scene.Answer(scene.Operator)).Refusal.Code, Is.EqualTo("termination.none"));
        Assert.That((await scene.Submit(1)).Refusal.Code, Is.EqualTo("contract.not_in_progress"));
    }

    [Test]
    public async Task Only_one_request_is_open_and_only_its_side_withdraws_it()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        Assert.That((await scene.Propose(scene.Finance)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.With((ProposeTermination u) => u.Run(new(scene.ContractId, null, (TerminationCause)99, " "), scene.Publisher))).Refusals.Select(r => r.Field),
            Is.EqualTo(new[] { "Ground", "Cause", "Reason" }));
        _ = (await scene.Propose(scene.Publisher)).Value;
        Assert.That((await scene.Propose(scene.Bidder)).Refusal.Code, Is.EqualTo("termination.asked_before"));
        Assert.That((await scene.Answer(scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound), "nobody agrees with himself");
        Assert.That((await Withdraw(scene, scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await Withdraw(scene, scene.Publisher)).Value;
        Assert.That((await Withdraw(scene, scene.Publisher)).Refusal.Code, Is.EqualTo("termination.none"));
        var first = await world.Read(db => db.Set<Termination>().Select(t => t.Id).SingleAsync());
        _ = (await scene.Propose(scene.Bidder)).Value;
        Assert.That((await scene.With((AnswerTermination u) => u.Run(new(scene.ContractId, first, true, "Yes"), scene.Publisher))).Refusal, Is.EqualTo(Refusal.Stale));
        _ = (await scene.Answer(scene.Publisher, agrees: false)).Value;
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.InProgress));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.EqualTo(new[] { "termination.proposed", "termination.declined" }));
    }

    [Test]
    public async Task Contract_that_was_never_signed_ends_without_a_refund_and_one_that_is_done_cannot_end()
    {
        await using var world = await World.Create(provider);
        var early = await ContractScene.Create(world.Services);
        _ = (await early.End(TerminationCause.Market)).Value;
        Assert.That((await early.Refunds(), (await early.Bids.Challenge()).Status), Is.EqualTo((Array.Empty<Payout>(), ChallengeStatus.Terminated)));
        Assert.That((await early.Draft()).Refusal.Code, Is.EqualTo("contract.ended"));
    }

    [Test]
    public async Task Contract_whose_milestones_are_all_accepted_cannot_end_early()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Propose(scene.Publisher)).Value;
        foreach (var position in new[] { 1, 2 })
        {
            _ = (await scene.Submit(position)).Value;
            _ = (await scene.Accept(position)).Value;
        }

        Assert.That((await scene.Answer(scene.Bidder)).Refusal.Code, Is.EqualTo("termination.all_accepted"));
        _ = (await Withdraw(scene, scene.Publisher)).Value;
        Assert.That((await scene.Propose(scene.Publisher)).Refusal.Code, Is.EqualTo("termination.all_accepted"));
    }

    private static Task<Result<Done>> Withdraw(ContractScene scene, Actor by) => scene.With((WithdrawTermination u) => u.Run(new(scene.ContractId), by));
}
