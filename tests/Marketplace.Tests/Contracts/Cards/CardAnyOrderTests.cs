using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts.Cards;
using Marketplace.Ledger;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>Anything goes wrong in any order: when all has come to rest, books and provider agree and no milestone is paid twice.</summary>
public sealed class CardAnyOrderTests
{
    private static readonly StripeFault[] Faults = [StripeFault.DropAfter, StripeFault.ErrorAfter, StripeFault.ErrorBefore];

    [FsCheck.NUnit.Property(MaxTest = 10)]
    public FsCheck.Property Any_sequence_of_mishaps_leaves_books_and_provider_agreeing() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 11), Gen.Choose(0, 5)).ArrayOf(40).ToArbitrary(), steps => Play(steps).GetAwaiter().GetResult());

    private static async Task<bool> Play((int Act, int Choice)[] steps)
    {
        await using var stage = await CardStage.Create(Databases.Usual);
        await stage.Scene.OpenPayee();
        var payment = await stage.Scene.PayIn();
        var dispute = "";
        foreach (var (act, choice) in steps) dispute = await Step(stage, act, choice, payment, dispute);
        await Rest(stage, dispute);
        await AssertWhole(stage);
        return true;
    }

    private static async Task<string> Step(CardStage stage, int act, int choice, string payment, string dispute)
    {
        switch (act)
        {
            case 0 or 1: await stage.Hear(); break;
            case 2 or 3: await stage.Work(); break;
            case 4: stage.World.Clock.Advance(choice == 0 ? TimeSpan.FromHours(25) : TimeSpan.FromMinutes(20)); break;
            case 5: stage.StandIn.Fail("/v1/transfers", Faults[choice % 3], choice / 3 + 1); break;
            case 6 or 7: _ = (await stage.Scene.Contract.Submit(choice % 2 + 1)).IsOk && (await stage.Scene.Contract.Accept(choice % 2 + 1)).IsOk; break;
            case 8 when stage.StandIn.All("transfer").FirstOrDefault(t => Number(t, "amount_reversed") == 0) is { } made: stage.StandIn.Reverse(made["id"]!.ToString()); break;
            case 9: await RetryAll(stage); break;
            case 10: stage.StandIn.IsShort = choice % 2 == 0; break;
            case 11 when dispute.Length == 0 && choice == 0: return stage.StandIn.Dispute(payment);
            case 11: stage.StandIn.Become(stage.Scene.Account, choice % 2 == 0 ? "restricted" : "active"); break;
        }

        return dispute;
    }

    // Everything that was in the way is gone, and people have done what is theirs.
    private static async Task Rest(CardStage stage, string dispute)
    {
        stage.StandIn.Recover();
        stage.StandIn.Become(stage.Scene.Account);
        if (dispute.Length > 0) stage.StandIn.Decide(dispute, won: true);
        for (var turn = 0; turn < 12; turn++)
        {
            await stage.Hear();
            await RetryAll(stage);
            await stage.Work();
            stage.World.Clock.Advance(TimeSpan.FromHours(2));
        }
    }

    private static async Task RetryAll(CardStage stage)
    {
        var stuck = await stage.World.Read(db => db.Set<PaymentOp>().Where(o => o.State == OpState.Manual).Select(o => o.Id).ToListAsync());
        foreach (var id in stuck) _ = await stage.World.With((RetryOperation u) => u.Run(new(id), stage.Scene.Contract.Finance));
    }

    private static async Task AssertWhole(CardStage stage)
    {
        Assert.That(await stage.Differences(), Is.Empty);
        Assert.That(await stage.Balance(new AccountName(AccountRole.Stripe)), Is.EqualTo(stage.StandIn.Balance("usd")), "ledger and provider");
        Assert.That(await stage.Balance(new AccountName(AccountRole.Dispute)), Is.Zero);
        var paid = await stage.World.Read(db => db.Set<PaymentOp>().AsNoTracking().Where(o => o.Kind == OpKind.Pay).ToListAsync());
        Assert.That(paid.Select(o => o.State), Is.All.EqualTo(OpState.Done), string.Join(", ", paid.Select(o => $"{o.Id} {o.State} {o.LastError}")));
        foreach (var op in paid)
        {
            var left = stage.StandIn.All("transfer").Where(t => t["metadata"]!["op"]!.ToString() == op.Id).Sum(t => Number(t, "amount") - Number(t, "amount_reversed"));
            Assert.That(left, Is.EqualTo(op.AmountMinor), $"{op.Id} is paid once");
            Assert.That(await stage.Balance(AccountName.Payable(op.MilestoneId!.Value)), Is.Zero);
        }
    }

    private static long Number(JsonObject from, string name) => from[name]!.GetValue<long>();
}
