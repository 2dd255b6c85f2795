using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// A cardholder's bank draws back a payment that came in for a contract. While it is open, nothing of the contract is released or
/// paid. Won, the money is back; lost, it is taken from what has not been paid on, and the rest is the platform's loss.
/// </summary>
internal static class CardDisputes
{
    public static Task<bool> IsOpen(MarketplaceDb db, Guid contractId, CancellationToken ct) =>
        db.Set<CardDispute>().AnyAsync(d => d.BountyId == contractId && d.State == DisputeState.Open, ct);

    /// <returns>False while the payment itself is not booked yet: then the notice waits.</returns>
    public static async Task<Result<bool>> Follow(Writing w, PaymentOp op, DisputeMoved moved, CancellationToken ct)
    {
        if (op.PaidAs is null) return false;
        var contract = await w.Db.Set<Contract>().Include(c => c.Milestones).FirstAsync(c => c.Id == op.BountyId, ct);
        var dispute = await w.Db.Set<CardDispute>().FirstOrDefaultAsync(d => d.Id == moved.Dispute, ct) ?? Open(w, contract, moved);
        if (await BookWithdrawn(w, contract, moved, ct) is { IsOk: false } refused) return refused.Refusal;
        if (moved.State == DisputeState.Open || dispute.State != DisputeState.Open) return true;
        if (await Decide(w, contract, op, moved, ct) is { IsOk: false } wrong) return wrong.Refusal;
        dispute.Decide(moved.State, w.Now);
        w.Record(new CardDisputeDecided(ContractRef.Of(contract), dispute.Id, moved.State), Actor.System);
        foreach (var waiting in await w.Db.Set<PaymentOp>().Where(o => o.BountyId == contract.Id && o.State == OpState.Planned).ToListAsync(ct)) waiting.Wake(w.Now);
        return true;
    }

    private static CardDispute Open(Writing w, Contract contract, DisputeMoved moved)
    {
        var dispute = new CardDispute { Id = moved.Dispute, BountyId = contract.Id, Payment = moved.Payment, Reason = moved.Reason, OpenedAt = w.Now };
        w.Db.Add(dispute);
        w.Record(new CardDisputed(ContractRef.Of(contract), dispute.Id, moved.Withdrawn.Minor, moved.Withdrawn.Currency.Code), Actor.System);
        return dispute;
    }

    private static async Task<Result<bool>> BookWithdrawn(Writing w, Contract contract, DisputeMoved moved, CancellationToken ct)
    {
        var key = $"dispute:{moved.Dispute}";
        if (moved.Withdrawn.Minor == 0 || await Journals.Holds(w.Db, ct, key)) return true;
        var movements = new List<Movement> { new(CardAccounts.Dispute, CardAccounts.Balance, moved.Withdrawn) };
        if (moved.Fee.Minor > 0) movements.Add(new(CardAccounts.DisputeFee, CardAccounts.Balance, moved.Fee));
        return await Post(w, contract, new JournalDraft(key, JournalType.DisputeOpened, movements), ct);
    }

    // What was drawn back and what came back are booked once each; a dispute that moved no money leaves none.
    private static async Task<Result<bool>> Decide(Writing w, Contract contract, PaymentOp op, DisputeMoved moved, CancellationToken ct)
    {
        if (moved.Withdrawn.Minor == 0) return true;
        if (moved.State == DisputeState.Won)
        {
            // The money comes back by an event of its own, which may be the later one.
            if (moved.GivenBack < moved.Withdrawn) return new Refusal("card.not_given_back");
            return await Post(w, contract, new JournalDraft($"dispute_won:{moved.Dispute}", JournalType.DisputeWon, [new(CardAccounts.Balance, CardAccounts.Dispute, moved.Withdrawn)]), ct);
        }

        return await Lose(w, contract, op, moved, ct);
    }

    private static async Task<Result<bool>> Lose(Writing w, Contract contract, PaymentOp op, DisputeMoved moved, CancellationToken ct)
    {
        if (await CardPayouts.DropRefund(w, contract.Id, ct) is { IsOk: false } waits) return waits.Refusal;
        var movements = new List<Movement>();
        var left = moved.Withdrawn;
        // From what is owed back, then from what is held, then from what this payment left in suspense; what was paid on is lost.
        foreach (var (account, most) in new[]
        {
            (AccountName.Refund(contract.Id), await Balance(w, AccountName.Refund(contract.Id), left.Currency, ct)),
            (AccountName.Held(contract.Id), await Balance(w, AccountName.Held(contract.Id), left.Currency, ct)),
            (CardAccounts.Suspense, op.SuspenseCurrency == left.Currency ? op.SuspenseMinor : 0),
            (CardAccounts.Loss, long.MaxValue),
        })
        {
            var part = left with { Minor = Math.Min(left.Minor, most) };
            if (part.Minor == 0) continue;
            movements.Add(new(account, CardAccounts.Dispute, part));
            left -= part;
            if (account == CardAccounts.Suspense) op.GiveBack(part.Minor);
            if (account.Role == AccountRole.Held) contract.Fund(null);
        }

        return await Post(w, contract, new JournalDraft($"dispute_lost:{moved.Dispute}", JournalType.DisputeLost, movements), ct);
    }

    private static Task<long> Balance(Writing w, AccountName account, Currency currency, CancellationToken ct)
    {
        var path = account.Path;
        return w.Db.Set<LedgerAccount>().Where(a => a.Path == path && a.Currency == currency).Select(a => a.Balance).FirstOrDefaultAsync(ct);
    }

    private static async Task<Result<bool>> Post(Writing w, Contract contract, JournalDraft draft, CancellationToken ct) =>
        await Journals.Post(w, draft with { BountyId = contract.Id }, Actor.System, ct) is { IsOk: false } refused ? refused.Refusal : true;
}
