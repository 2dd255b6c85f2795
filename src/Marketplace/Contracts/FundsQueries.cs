using Marketplace.Challenges;
using Marketplace.Contracts.Funding;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>The proof of funds of a challenge, for everybody: by the ledger, of the contracts that both sides signed.</summary>
public sealed class FundsQueries(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>
    /// Null while no contract is signed. The amounts are told where the list's money is public, as in its notice; of an enterprise's
    /// list everybody sees how much of it is paid in and released, and the two sides see the amounts on the page of their contract.
    /// </summary>
    public async Task<ProofOfFunds?> Of(Guid challengeId, ChallengeKind kind, CancellationToken ct = default)
    {
        var contracts = await db.Set<Contract>().AsNoTracking().Include(c => c.Milestones)
            .Where(c => c.ChallengeId == challengeId && c.ConcludedAt != null).ToListAsync(ct);
        if (contracts.Count == 0) return null;
        var paths = contracts.ConvertAll(c => AccountName.Held(c.Id).Path);
        var held = await db.Set<LedgerAccount>().Where(a => paths.Contains(a.Path)).SumAsync(a => a.Balance, ct);
        var ids = contracts.ConvertAll(c => c.Id);
        var suspense = await db.Set<FundingClaim>().Where(c => ids.Contains(c.ContractId) && c.Status == FundingClaimStatus.Booked).SumAsync(c => c.SuspenseMinor, ct);
        return Proof(contracts, held, suspense, kind == ChallengeKind.Government);
    }

    private ProofOfFunds Proof(List<Contract> contracts, long held, long suspense, bool isPublic)
    {
        var now = clock.GetUtcNow();
        var milestones = contracts.SelectMany(c => c.Milestones).ToList();
        var committed = contracts.Sum(c => c.AmountMinor!.Value);
        var released = milestones.Where(m => m.IsAccepted).Sum(m => m.AmountMinor);
        var paid = milestones.Where(m => m.Status == Milestones.MilestoneStatus.Paid).Sum(m => m.AmountMinor);
        var exact = isPublic
            ? new Funds(In(committed), In(held + released + suspense), In(held), In(suspense), In(committed - held - released), In(released), In(paid), now)
            : null;
        return new ProofOfFunds(exact, contracts.Count, Percent(held + released), Percent(released), Percent(paid), now);

        Money In(long minor) => new(minor, contracts[0].Currency);
        int Percent(long part) => (int)((Int128)part * 100 / committed);
    }
}
