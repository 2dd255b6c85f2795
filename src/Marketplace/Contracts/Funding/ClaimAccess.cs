using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>Finds a claim with its contract for an officer of the money page.</summary>
internal static class ClaimAccess
{
    public static async Task<Result<(FundingClaim Claim, Contract Contract)>> Find(Writing w, Guid claimId, Actor actor, CancellationToken ct)
    {
        if (await w.Db.Set<FundingClaim>().FirstOrDefaultAsync(c => c.Id == claimId, ct) is not { } claim) return Refusal.NotFound;
        if (await ContractAccess.Find(w, claim.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.CanHandleMoney(contract, actor) is { IsOk: false } refused) return refused.Refusal;
        return claim.ClaimedById == actor.PersonId ? new Refusal("money.own_organisation") : (claim, contract);
    }
}
