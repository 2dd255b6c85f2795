using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// What a payment by card is paid on to: each milestone to the winner by one transfer that names the charge it comes from, and what is left
/// at an early end back to the card.
/// </summary>
internal static class CardPayouts
{
    /// <summary>Under this name everything of one contract is found at the provider.</summary>
    public static string GroupOf(Guid contractId) => $"contract_{contractId:N}";

    /// <summary>The payment by card that holds the contract's money; null where it came by bank.</summary>
    public static Task<PaymentOp?> Funding(MarketplaceDb db, Guid contractId, CancellationToken ct) =>
        db.Set<PaymentOp>().FirstOrDefaultAsync(o => o.BountyId == contractId && o.Kind == OpKind.Fund && o.State == OpState.Done && o.HeldMinor > 0, ct);

    /// <summary>In the transaction that releases the money, so that no other way can take the payment in between.</summary>
    public static async Task Plan(Writing w, Contract contract, Payout payout, Actor actor, CancellationToken ct)
    {
        if (await Funding(w.Db, contract.Id, ct) is not { } funding) return;
        w.Db.Add(new PaymentOp
        {
            Id = payout.IsRefund ? $"refund:{payout.Id:N}" : $"pay:{payout.MilestoneId:N}", Rail = funding.Rail, Kind = payout.IsRefund ? OpKind.Refund : OpKind.Pay,
            BountyId = contract.Id, MilestoneId = payout.MilestoneId, PayoutId = payout.Id, PaymentId = payout.IsRefund ? funding.PaidAs : null, Currency = payout.Currency, AmountMinor = payout.NetMinor, PlannedAt = w.Now, PlannedById = actor.PersonId,
        });
    }

    /// <summary>Whether the card rail pays it: then nobody else does.</summary>
    public static Task<bool> Carries(MarketplaceDb db, Guid payoutId, CancellationToken ct) =>
        db.Set<PaymentOp>().AnyAsync(o => o.PayoutId == payoutId && o.State != OpState.Void, ct);

    /// <summary>A transfer was made: by the answer of the call, by a notice, or found in the list; booked once.</summary>
    public static async Task<Result<bool>> Book(Writing w, PaymentOp op, string transfer, CancellationToken ct)
    {
        var key = $"paid:{transfer}";
        if (await Journals.Holds(w.Db, ct, key)) return true;
        // It was handed over to the bank and has been paid all the same: an administrator must see that.
        if (op.State == OpState.Void) return new Refusal("op.paid_though_void", null, op.Id);
        var (contract, payout) = await Of(w, op, ct);
        var movement = new Movement(AccountName.Payable(op.MilestoneId!.Value), CardAccounts.Balance, op.Amount);
        var posted = await Journals.Post(w, new JournalDraft(key, JournalType.Paid, [movement]) { BountyId = contract.Id }, Actor.System, ct);
        if (!posted.IsOk) return posted.Refusal;
        op.Finish(transfer, w.Now);
        if (payout.Transfer(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        var milestone = contract.Milestones.First(m => m.Id == op.MilestoneId);
        if (milestone.Pay(w.Now) is { IsOk: false } unpaid) return unpaid.Refusal;
        w.Record(new PayoutSettled(ContractRef.Of(contract), payout.Id, milestone.Position, payout.NetMinor, payout.Currency.Code), Actor.System);
        if (!contract.Milestones.TrueForAll(m => m.Status == MilestoneStatus.Paid)) return true;
        return await SettlePayout.Settle(w, contract, Actor.System, ct) is { IsOk: false } refused ? refused.Refusal : true;
    }

    /// <summary>A transfer as it stands now: booked where it was not, and what came back of it owed again.</summary>
    public static async Task<Result<bool>> Follow(Writing w, PaymentOp op, TransferMade made, CancellationToken ct)
    {
        if (await Book(w, op, made.Transfer, ct) is { IsOk: false } refused) return refused.Refusal;
        foreach (var (id, amount) in made.Reversals)
        {
            if (await TakeBack(w, op, id, amount, ct) is { IsOk: false } wrong) return wrong.Refusal;
        }

        return true;
    }

    private static async Task<Result<bool>> TakeBack(Writing w, PaymentOp op, string reversal, Money amount, CancellationToken ct)
    {
        var key = ReturnPayout.Key(reversal);
        if (await Journals.Holds(w.Db, ct, key)) return true;
        var (contract, payout) = await Of(w, op, ct);
        var movement = new Movement(CardAccounts.Balance, AccountName.Payable(op.MilestoneId!.Value), amount);
        var posted = await Journals.Post(w, new JournalDraft(key, JournalType.PayoutReturned, [movement]) { BountyId = contract.Id }, Actor.System, ct);
        if (!posted.IsOk) return posted.Refusal;
        op.HandToPerson("transfer_reversed");
        if (payout.Status != PayoutStatus.Settled) return true;
        _ = payout.Return(reversal, w.Now).Value;
        w.Record(new PayoutReturned(ContractRef.Of(contract), payout.Id, OrderPayout.PositionOf(contract, payout)), Actor.System);
        w.Record(new OperationStuck(ContractRef.Of(contract), op.Id, "transfer_reversed"), Actor.System);
        return await ReturnPayout.TakeBack(w, contract, payout, Actor.System, ct) is { IsOk: false } refused ? refused.Refusal : true;
    }

    /// <summary>
    /// The card's bank took the money back before it was sent back: the refund is void. One that was sent is waited for, because it may
    /// have been carried out and would then be lost twice; where it stopped without the provider's number, until an officer's new try has
    /// looked it up.
    /// </summary>
    public static async Task<Result<Done>> DropRefund(Writing w, Guid contractId, CancellationToken ct)
    {
        var refund = await w.Db.Set<PaymentOp>().FirstOrDefaultAsync(o => o.BountyId == contractId && o.Kind == OpKind.Refund && o.PayoutId != null && o.State != OpState.Void && o.State != OpState.Done, ct);
        if (refund is null) return default(Done);
        if (refund.State == OpState.Sent || refund is { State: OpState.Manual, FirstTriedAt: not null, ExternalId: null }) return new Refusal("card.refund_under_way");
        _ = refund.Drop("disputed").Value;
        var payout = await w.Db.Set<Payout>().FirstAsync(p => p.Id == refund.PayoutId, ct);
        return payout.Void() is { IsOk: false } wrong ? wrong.Refusal : default(Done);
    }

    private static async Task<(Contract Contract, Payout Payout)> Of(Writing w, PaymentOp op, CancellationToken ct) => (
        await w.Db.Set<Contract>().Include(c => c.Milestones).FirstAsync(c => c.Id == op.BountyId, ct),
        await w.Db.Set<Payout>().FirstAsync(p => p.Id == op.PayoutId, ct));
}
