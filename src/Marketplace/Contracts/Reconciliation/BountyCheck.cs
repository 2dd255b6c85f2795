using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Ledger;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>Of every bounty: received = held + released + in suspense + refunds - to be recovered, and what is owed has its payments.</summary>
internal static class BountyCheck
{
    /// <summary>Contracts that are compared at once.</summary>
    private const int Batch = 500;

    public static async Task<List<Difference>> Run(MarketplaceDb db, CancellationToken ct)
    {
        var found = new List<Difference>();
        var after = Guid.Empty;
        while (true)
        {
            // In the order of their ids, so that each batch begins behind the one before however many there are.
            var contracts = await db.Set<Contract>().AsNoTracking().Include(c => c.Milestones).Where(c => c.ConcludedAt != null && c.Id > after)
                .OrderBy(c => c.Id).Take(Batch).ToListAsync(ct);
            if (contracts.Count == 0) return found;
            after = contracts[^1].Id;
            found.AddRange(await Compare(db, contracts, ct));
        }
    }

    private static async Task<List<Difference>> Compare(MarketplaceDb db, List<Contract> contracts, CancellationToken ct)
    {
        var ids = contracts.ConvertAll(c => c.Id);
        var money = await ContractMoney.Of(db, contracts, ct);
        var received = await db.Set<FundingClaim>().Where(c => ids.Contains(c.ContractId) && c.Status == FundingClaimStatus.Booked)
            .GroupBy(c => c.ContractId).Select(g => new { g.Key, Minor = g.Sum(c => c.ReceivedMinor!.Value) }).ToDictionaryAsync(g => g.Key, g => g.Minor, ct);
        var byCard = await db.Set<PaymentOp>().Where(o => ids.Contains(o.BountyId) && o.Kind == OpKind.Fund && o.State == OpState.Done)
            .GroupBy(o => o.BountyId).Select(g => new { g.Key, Minor = g.Sum(o => o.HeldMinor) }).ToDictionaryAsync(g => g.Key, g => g.Minor, ct);
        // What a cardholder's bank has taken back for good is in the journals of the dispute alone.
        var taken = await db.Set<CardDispute>().Where(d => ids.Contains(d.BountyId) && d.State == DisputeState.Lost).Select(d => d.BountyId).ToListAsync(ct);
        var payouts = (await db.Set<Payout>().AsNoTracking().Where(p => ids.Contains(p.ContractId) && p.Status != PayoutStatus.Void).ToListAsync(ct)).ToLookup(p => p.ContractId);
        var paths = payouts.SelectMany(g => g.Select(p => p.OwedBy.Path)).Concat(ids.Select(id => AccountName.Refund(id).Path)).Distinct().ToList();
        var owed = await db.Set<LedgerAccount>().Where(a => paths.Contains(a.Path)).ToDictionaryAsync(a => (a.Path, a.Currency), a => a.Balance, ct);
        var found = new List<Difference>();
        foreach (var contract in contracts)
        {
            if (!taken.Contains(contract.Id)) Add(contract, received.GetValueOrDefault(contract.Id) + byCard.GetValueOrDefault(contract.Id), money[contract.Id].Received.Minor);
            var waiting = payouts[contract.Id].Where(p => p.Status is PayoutStatus.Planned or PayoutStatus.Returned).Sum(p => p.NetMinor);
            var accounts = payouts[contract.Id].Select(p => p.OwedBy.Path).Append(AccountName.Refund(contract.Id).Path).Distinct();
            Add(contract, waiting, accounts.Sum(path => owed.GetValueOrDefault((path, contract.Currency))));
        }

        return found;

        void Add(Contract contract, long expected, long actual)
        {
            if (expected != actual) found.Add(new Difference(ReconciliationCheck.Bounty, contract.Code, contract.Currency, expected, actual));
        }
    }
}
