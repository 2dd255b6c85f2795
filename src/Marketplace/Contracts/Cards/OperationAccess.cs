using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>Finds an operation with its contract for an officer of the money page.</summary>
internal static class OperationAccess
{
    public static async Task<Result<(PaymentOp Op, Contract Contract)>> Find(Writing w, string? id, Actor actor, CancellationToken ct)
    {
        if (await w.Db.Set<PaymentOp>().FirstOrDefaultAsync(o => o.Id == id, ct) is not { } op) return Refusal.NotFound;
        if (await ContractAccess.Find(w, op.BountyId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.CanHandleMoney(contract, actor) is { IsOk: false } refused) return refused.Refusal;
        return (op, contract);
    }
}
