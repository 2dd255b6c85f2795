using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>What is learned about an account that is to be paid, and whom it lets go on.</summary>
internal static class CardPayees
{
    public static async Task<Result<bool>> Learn(Writing w, string account, PayeeState state, CancellationToken ct)
    {
        if (await w.Db.Set<Payee>().FirstOrDefaultAsync(p => p.Account == account, ct) is not { } payee) return true;
        var before = payee.State;
        payee.Learn(state, w.Now);
        if (before == state) return true;
        w.Record(new PayeeChanged(payee.OrganisationId, state), Actor.System);
        if (state != PayeeState.Active) return true;
        var contracts = w.Db.Set<Contract>().Where(c => c.BidderId == payee.OrganisationId).Select(c => c.Id);
        var waiting = await w.Db.Set<PaymentOp>().Where(o => o.Kind == OpKind.Pay && o.State == OpState.Planned && contracts.Contains(o.BountyId)).ToListAsync(ct);
        foreach (var op in waiting) op.Wake(w.Now);
        return true;
    }

    /// <summary>The payee's bank refused what the provider paid out to it: nothing is booked, both are told.</summary>
    public static async Task<Result<bool>> Warn(Writing w, string account, CancellationToken ct)
    {
        var contracts = await (
            from p in w.Db.Set<Payee>()
            join c in w.Db.Set<Contract>() on p.OrganisationId equals c.BidderId
            where p.Account == account && w.Db.Set<PaymentOp>().Any(o => o.BountyId == c.Id && o.Kind == OpKind.Pay && o.State == OpState.Done)
            select c).AsNoTracking().ToListAsync(ct);
        foreach (var contract in contracts) w.Record(new PayeeBankRefused(ContractRef.Of(contract)), Actor.System);
        return true;
    }
}
