using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>Books what the provider says came in. The journal is named by the payment, so that it is booked once however often it is told.</summary>
internal static class CardFunding
{
    public static async Task<Result<bool>> Book(Writing w, PaymentOp op, FundingPaid paid, CancellationToken ct)
    {
        if (op.PaidAs == paid.Payment) return true;
        if (op.PaidAs is not null) return new Refusal("card.paid_twice", null, paid.Payment);
        var contract = await w.Db.Set<Contract>().Include(c => c.Milestones).FirstAsync(c => c.Id == op.BountyId, ct);
        var fits = await Fits(w, contract, op, paid, ct);
        var posted = await Journals.Post(w, Draft(contract, paid, fits ? AccountName.Held(contract.Id) : CardAccounts.Suspense), Actor.System, ct);
        if (!posted.IsOk) return posted.Refusal;
        op.FinishFunding(paid.Payment, paid.Charge, fits ? paid.Settled.Minor : 0, paid.Settled with { Minor = fits ? 0 : paid.Settled.Minor }, w.Now);
        if (fits) contract.Fund(w.Now);
        w.Record(new CardPaid(ContractRef.Of(contract), op.Id, op.HeldMinor, op.SuspenseMinor, paid.Settled.Currency.Code), Actor.System);
        return true;
    }

    public static bool Expire(PaymentOp op)
    {
        if (op.IsLive) _ = op.Drop("expired").Value;
        return true;
    }

    // Money that has moved is booked whatever stands here; it is held only where it is just what is due, in the contract's own currency.
    private static async Task<bool> Fits(Writing w, Contract contract, PaymentOp op, FundingPaid paid, CancellationToken ct) =>
        contract.Status == ContractStatus.InProgress && contract.FundedAt is null
        && paid.Settled == paid.Paid && paid.Paid == op.Amount
        && paid.Paid == (await ContractMoney.Of(w.Db, contract, ct)).Due;

    private static JournalDraft Draft(Contract contract, FundingPaid paid, AccountName target)
    {
        var movements = new List<Movement> { new(CardAccounts.Balance, target, paid.Settled - paid.Fee) };
        if (paid.Fee.Minor > 0) movements.Add(new(CardAccounts.ProviderFee, target, paid.Fee));
        return new JournalDraft($"fund:{paid.Payment}", JournalType.Funded, movements) { BountyId = contract.Id, EffectiveAt = paid.At };
    }
}
