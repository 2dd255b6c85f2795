using System.Globalization;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Payouts;

/// <summary>A finance officer has ordered the payment at the bank and enters the bank's number of the order.</summary>
public sealed class OrderPayout(Writer writer)
{
    public sealed record Input(Guid PayoutId, string? BankOrder);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await PayoutAccess.Find(w, input.PayoutId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var (payout, contract) = found.Value;
        if (contract.Frozen is { } frozen) return frozen;
        if (await ReconciliationRun.Stop(w.Db, ct) is { } stopped) return stopped;
        // What the bank took back after a release is owed by the publisher: until it is there, the winner would be paid with the money of others.
        if (!payout.IsRefund && (await ContractMoney.Of(w.Db, contract, ct)).Recoverable.Minor > 0) return new Refusal("payout.debt_open");
        var faults = new List<Refusal>();
        var number = ContractRules.BankNumber(input.BankOrder, nameof(input.BankOrder), faults);
        if (faults.Count > 0) return faults;
        if (await w.Db.Set<Payout>().AnyAsync(p => p.BankOrder == number, ct)) return new Refusal("payout.order_used", nameof(input.BankOrder));
        if (payout.Order(number!, actor, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        var movement = new Movement(payout.OwedBy, BankAccounts.Out, payout.Net);
        var posted = await Journals.Post(w, new JournalDraft(Key(payout), JournalType.PayoutOrdered, [movement]) { BountyId = contract.Id }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        w.Record(Ordered(contract, payout), actor);
        return default(Done);
    }, ct);

    private static ContractEvent Ordered(Contract contract, Payout payout) => payout.IsRefund
        ? new RefundOrdered(ContractRef.Of(contract), payout.Id, payout.Attempt)
        : new PayoutOrdered(ContractRef.Of(contract), payout.Id, PositionOf(contract, payout), payout.Attempt);

    internal static int PositionOf(Contract contract, Payout payout) => contract.Milestones.First(m => m.Id == payout.MilestoneId).Position;

    // A payment that came back is ordered anew and booked anew.
    private static string Key(Payout payout) => payout.Attempt == 1
        ? $"order:{payout.MilestoneId ?? payout.Id:N}"
        : string.Create(CultureInfo.InvariantCulture, $"order:{payout.MilestoneId ?? payout.Id:N}:{payout.Attempt}");
}
