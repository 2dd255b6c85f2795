using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Payouts;

/// <summary>Finds a payment with its contract for an officer of the money page.</summary>
internal static class PayoutAccess
{
    public static async Task<Result<(Payout Payout, Contract Contract)>> Find(Writing w, Guid payoutId, Actor actor, CancellationToken ct)
    {
        if (await w.Db.Set<Payout>().FirstOrDefaultAsync(p => p.Id == payoutId, ct) is not { } payout) return Refusal.NotFound;
        if (await ContractAccess.Find(w, payout.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.CanHandleMoney(contract, actor) is { IsOk: false } refused) return refused.Refusal;
        // Exactly one way may pay it: two of them would pay twice.
        if (await CardPayouts.Carries(w.Db, payout.Id, ct)) return new Refusal("payout.by_card");
        return (payout, contract);
    }
}
