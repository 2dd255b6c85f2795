using Marketplace.Contracts.Funding;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>How the money of one contract stands, by the ledger.</summary>
/// <param name="Held">Paid in and not yet released.</param>
/// <param name="Released">Released by accepted milestones, fee included.</param>
/// <param name="Suspense">Came in for it and is neither held nor sent back.</param>
internal sealed record ContractMoney(Money Amount, Money Held, Money Released, Money Suspense)
{
    /// <summary>What is still to be paid in.</summary>
    public Money Due => Amount - Held - Released;

    public static async Task<ContractMoney> Of(MarketplaceDb db, Contract contract, CancellationToken ct)
    {
        var path = AccountName.Held(contract.Id).Path;
        var held = await db.Set<LedgerAccount>().Where(a => a.Path == path && a.Currency == contract.Currency).Select(a => a.Balance).FirstOrDefaultAsync(ct);
        var suspense = await db.Set<FundingClaim>().Where(c => c.ContractId == contract.Id && c.Status == FundingClaimStatus.Booked).SumAsync(c => c.SuspenseMinor, ct);
        var released = contract.Milestones.Where(m => m.IsAccepted).Sum(m => m.AmountMinor);
        return new ContractMoney(contract.Amount!.Value, In(held), In(released), In(suspense));

        Money In(long minor) => new(minor, contract.Currency);
    }
}
