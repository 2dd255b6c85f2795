using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>
/// Books that the bank took back what has partly moved on: first out of the claim's own suspense, then out of refunds that are not yet
/// ordered, then out of what is held; what was already released is to be recovered from the publisher, whose payment it was.
/// </summary>
internal static class LostFunding
{
    /// <returns>The journal.</returns>
    public static async Task<Result<Guid>> Book(Writing w, FundingClaim claim, Contract contract, string reason, Actor actor, CancellationToken ct)
    {
        var refunds = await w.Db.Set<Payout>().Where(p => p.ContractId == contract.Id && p.Kind != PayoutKind.Milestone
            && (p.Status == PayoutStatus.Planned || p.Status == PayoutStatus.Returned)).OrderBy(p => p.PlannedAt).ToListAsync(ct);
        var held = (await ContractMoney.Of(w.Db, contract, ct)).Held.Minor;
        var left = claim.ReceivedMinor!.Value;
        var fromSuspense = Take(claim.SuspenseMinor);
        var fromRefunds = Take(refunds.Sum(r => r.NetMinor));
        var fromHeld = Take(held);
        Movement[] movements =
        [
            From(BankAccounts.Suspense, fromSuspense), From(AccountName.Refund(contract.Id), fromRefunds), From(AccountName.Held(contract.Id), fromHeld), From(AccountName.Claim(contract.Id), left),
        ];
        var draft = new JournalDraft($"lost:{claim.Id:N}", JournalType.FundingLost, [.. movements.Where(m => m.Amount.Minor > 0)]) { BountyId = contract.Id, Note = AssignSuspense.Note(reason) };
        var posted = await Journals.Post(w, draft, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        Cut(w, contract, refunds, fromRefunds);
        if (fromHeld > 0) contract.Fund(null);
        return posted.Value.Id;

        long Take(long there)
        {
            var part = Math.Min(left, there);
            left -= part;
            return part;
        }

        Movement From(AccountName account, long minor) => new(account, BankAccounts.Main, new Money(minor, contract.Currency));
    }

    // A refund is void as a whole; what of it is still there is planned anew.
    private static void Cut(Writing w, Contract contract, List<Payout> refunds, long taken)
    {
        foreach (var refund in refunds.TakeWhile(_ => taken > 0))
        {
            _ = refund.Void().Value;
            var rest = Math.Max(0, refund.NetMinor - taken);
            taken -= refund.NetMinor - rest;
            if (rest > 0) w.Db.Add(Payout.Refund(contract, refund.Kind, rest, w.Now));
        }
    }
}
