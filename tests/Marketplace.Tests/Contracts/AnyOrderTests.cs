using FsCheck;
using FsCheck.Fluent;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

/// <summary>Anybody tries anything with the money of a contract in any order: the books stay whole and nothing is paid twice.</summary>
public sealed class AnyOrderTests
{
    private static readonly string[] Amounts = ["40万", "30万", "10万", "45万"];

    [FsCheck.NUnit.Property(MaxTest = 12)]
    public FsCheck.Property Any_sequence_of_attempts_keeps_every_cent() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 20), Gen.Choose(0, 5)).ArrayOf(80).ToArbitrary(), attempts => Play(attempts).GetAwaiter().GetResult());

    private static async Task<bool> Play((int Act, int Choice)[] attempts)
    {
        await using var world = await World.Create(configure: services => services.WithFee(333, secondOfficerFrom: 350_000));
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var number = 0;
        foreach (var (act, choice) in attempts) await Try(scene, act, choice, ++number);
        await AssertWhole(world, scene);
        return true;
    }

    private static async Task Try(ContractScene scene, int act, int choice, int number)
    {
        var officer = choice % 2 == 0 ? scene.Finance : scene.SecondFinance;
        var (claim, payout) = (await Any<FundingClaim>(scene, c => c.Id, choice), await Any<Payout>(scene, p => p.Id, choice));
        var position = choice % 2 + 1;
        _ = act switch
        {
            0 => (await scene.Claim(Amounts[choice % 4], $"B{number}")).IsOk,
            1 or 2 => (await scene.Confirm(claim, Amounts[choice % 4], $"S{number - choice % 3}", officer)).IsOk,
            3 => (await scene.With((RejectFunding u) => u.Run(new(claim, "No"), officer))).IsOk,
            4 => (await scene.With((ReverseFunding u) => u.Run(new(claim, "Back"), officer))).IsOk,
            5 => (await scene.With((AssignSuspense u) => u.Run(new(scene.ContractId, "Ours"), officer))).IsOk,
            6 => (await scene.Submit(position)).IsOk,
            7 or 8 => (await scene.Accept(position)).IsOk,
            9 => (await scene.Reject(position)).IsOk,
            10 => (await scene.Order(payout, $"O{number - choice % 3}", officer)).IsOk,
            11 => (await scene.Settle(payout, $"L{number - choice % 3}", officer)).IsOk,
            12 => (await scene.Return(payout, $"R{number}", officer)).IsOk,
            13 => (await scene.Freeze(officer)).IsOk,
            14 or 15 => (await scene.Thaw(officer)).IsOk,
            16 => (await scene.GiveBack(officer)).IsOk,
            17 => (await scene.Propose(choice % 2 == 0 ? scene.Publisher : scene.Bidder, choice > 3 ? TerminationGround.Cause : TerminationGround.Agreement)).IsOk,
            18 => (await scene.Answer(choice < 2 ? scene.Publisher : choice < 4 ? scene.Bidder : scene.Operator, agrees: choice != 0)).IsOk,
            19 => (await scene.With((WithdrawTermination u) => u.Run(new(scene.ContractId), choice % 2 == 0 ? scene.Publisher : scene.Bidder))).IsOk,
            20 => (await scene.Order(payout, $"O{number}", officer)).IsOk && (await scene.Settle(payout, $"L{number}", officer)).IsOk,
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Unknown attempt."),
        };
    }

    private static async Task<Guid> Any<T>(ContractScene scene, System.Linq.Expressions.Expression<Func<T, Guid>> id, int choice) where T : class
    {
        var ids = await scene.Read(db => db.Set<T>().Select(id).ToListAsync());
        return ids.Count == 0 ? Guid.CreateVersion7() : ids.Order().ElementAt(choice % ids.Count);
    }

    private static async Task AssertWhole(World world, ContractScene scene)
    {
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
        var contract = await scene.Contract();
        var claims = await world.Read(db => db.Set<FundingClaim>().AsNoTracking().Where(c => c.Status == FundingClaimStatus.Booked).ToListAsync());
        var payouts = await world.Read(db => db.Set<Payout>().AsNoTracking().ToListAsync());
        var funds = (await scene.View(scene.Publisher))!.Funds!;
        var accepted = contract.Milestones.Where(m => m.IsAccepted).ToList();

        // Received = held + released + suspense + refunds - what is to be recovered; the bank holds what has not left it.
        Assert.That(claims.Sum(c => c.ReceivedMinor), Is.EqualTo(funds.Received.Minor));
        Assert.That(funds.Suspense.Minor, Is.EqualTo(await scene.Balance(new AccountName(AccountRole.Suspense))));
        var milestones = payouts.Where(p => !p.IsRefund).ToList();
        Assert.That(milestones.Select(p => p.MilestoneId), Is.EquivalentTo(accepted.Select(m => (Guid?)m.Id)), "one payment for each accepted milestone");
        Assert.That(milestones.Sum(p => p.NetMinor + p.FeeMinor), Is.EqualTo(accepted.Sum(m => m.AmountMinor)));
        var left = payouts.Where(p => p.Status == PayoutStatus.Settled).Sum(p => p.NetMinor);
        Assert.That(await scene.Balance(AccountName.Bank("main")), Is.EqualTo(claims.Sum(c => c.ReceivedMinor) - left));
        var owedBack = payouts.Where(p => p is { IsRefund: true, Status: PayoutStatus.Planned or PayoutStatus.Returned }).Sum(p => p.NetMinor);
        Assert.That(await scene.Balance(AccountName.Refund(contract.Id)), Is.EqualTo(owedBack));
        AssertStates(contract, funds, (await scene.Bids.Challenge()).Status);
    }

    private static void AssertStates(Contract contract, Funds funds, ChallengeStatus challenge)
    {
        var isSettled = contract.Milestones.TrueForAll(m => m.Status == MilestoneStatus.Paid);
        var expected = contract.TerminatedAt is not null ? (ContractStatus.Terminated, ChallengeStatus.Terminated)
            : isSettled ? (ContractStatus.Settled, ChallengeStatus.Settled) : (ContractStatus.InProgress, ChallengeStatus.InProgress);
        Assert.That((contract.Status, challenge), Is.EqualTo(expected));
        if (contract.TerminatedAt is null) Assert.That(contract.FundedAt is not null, Is.EqualTo(funds.Due.Minor == 0));
        else Assert.That((funds.Held.Minor, contract.Milestones.Exists(m => m.IsOpen)), Is.EqualTo((0L, false)), "nothing stays held and nothing open");
    }
}
