using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>How the money of one contract stands, by the ledger. Received = held + released + in suspense + refunds - to be recovered.</summary>
/// <param name="Held">Paid in and not yet released.</param>
/// <param name="Released">Released by accepted milestones, fee included.</param>
/// <param name="Suspense">Came in for it and is neither held nor sent back.</param>
/// <param name="Refunds">Goes back to the publisher, or went.</param>
/// <param name="Refunded">Of it: by the bank's statement it has gone.</param>
/// <param name="Recoverable">Was released and then taken back by the bank of the publisher, who still owes it.</param>
internal sealed record ContractMoney(Money Amount, Money Held, Money Released, Money Suspense, Money Refunds, Money Refunded, Money Recoverable, bool IsEnded)
{
    /// <summary>What is still to be paid in.</summary>
    public Money Due => IsEnded ? Amount with { Minor = 0 } : Amount - Held - Released;

    public Money Received => Held + Released + Suspense + Refunds - Recoverable;

    public static async Task<ContractMoney> Of(MarketplaceDb db, Contract contract, CancellationToken ct) => (await Of(db, [contract], ct))[contract.Id];

    /// <summary>Of contracts with their milestones and an amount, in three questions however many there are.</summary>
    public static async Task<Dictionary<Guid, ContractMoney>> Of(MarketplaceDb db, IReadOnlyCollection<Contract> contracts, CancellationToken ct)
    {
        var ids = contracts.Select(c => c.Id).ToList();
        var paths = ids.SelectMany(id => new[] { AccountName.Held(id).Path, AccountName.Claim(id).Path }).ToList();
        var balances = await db.Set<LedgerAccount>().Where(a => paths.Contains(a.Path)).ToDictionaryAsync(a => (a.Path, a.Currency), a => a.Balance, ct);
        var suspense = await db.Set<FundingClaim>().Where(c => ids.Contains(c.ContractId) && c.Status == FundingClaimStatus.Booked)
            .GroupBy(c => c.ContractId).Select(g => new { g.Key, Minor = g.Sum(c => c.SuspenseMinor) }).ToDictionaryAsync(g => g.Key, g => g.Minor, ct);
        var refunds = (await db.Set<Payout>().Where(p => ids.Contains(p.ContractId) && p.Kind != PayoutKind.Milestone && p.Status != PayoutStatus.Void)
            .GroupBy(p => new { p.ContractId, IsDone = p.Status == PayoutStatus.Settled }).Select(g => new { g.Key, Minor = g.Sum(p => p.NetMinor) }).ToListAsync(ct)).ToLookup(g => g.Key.ContractId);
        return contracts.ToDictionary(c => c.Id, c =>
        {
            return new ContractMoney(
                c.Amount!.Value, Balance(AccountName.Held(c.Id)), In(c.Milestones.Where(m => m.IsAccepted).Sum(m => m.AmountMinor)), In(suspense.GetValueOrDefault(c.Id)),
                In(refunds[c.Id].Sum(g => g.Minor)), In(refunds[c.Id].Where(g => g.Key.IsDone).Sum(g => g.Minor)), Balance(AccountName.Claim(c.Id)), c.Status == ContractStatus.Terminated);

            Money In(long minor) => new(minor, c.Currency);
            Money Balance(AccountName account) => In(balances.GetValueOrDefault((account.Path, c.Currency)));
        });
    }
}
