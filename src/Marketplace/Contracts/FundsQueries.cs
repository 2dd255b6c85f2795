using Marketplace.Challenges;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
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
        var money = await ContractMoney.Of(db, contracts, ct);
        return Proof(contracts, [.. money.Values], kind == ChallengeKind.Government);
    }

    private ProofOfFunds Proof(List<Contract> contracts, List<ContractMoney> money, bool isPublic)
    {
        var now = clock.GetUtcNow();
        var (committed, released, held) = (money.Sum(m => m.Amount.Minor), money.Sum(m => m.Released.Minor), money.Sum(m => m.Held.Minor));
        var paid = contracts.SelectMany(c => c.Milestones).Where(m => m.Status == MilestoneStatus.Paid).Sum(m => m.AmountMinor);
        var exact = isPublic
            ? new Funds(In(committed), Sum(m => m.Received), In(held), Sum(m => m.Suspense), Sum(m => m.Due), In(released), In(paid), Sum(m => m.Refunds), Sum(m => m.Refunded),
                Sum(m => m.Recoverable), now)
            : null;
        return new ProofOfFunds(exact, contracts.Count, Percent(held + released), Percent(released), Percent(paid), now);

        Money In(long minor) => new(minor, contracts[0].Currency);
        Money Sum(Func<ContractMoney, Money> part) => In(money.Sum(m => part(m).Minor));
        int Percent(long part) => (int)((Int128)part * 100 / committed);
    }
}
