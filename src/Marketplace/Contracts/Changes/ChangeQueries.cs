using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Changes;

/// <summary>The changes of a contract for its sides and the officers.</summary>
/// <param name="Asked">The newest first; the first may still be open.</param>
public sealed record ChangesView(ContractView Contract, IReadOnlyList<ContractChange> Asked, ChangeRights May)
{
    public ContractChange? Waiting => Asked.FirstOrDefault(c => c.IsOpen);
}

/// <summary>What the reader may do: each is asked of the same rules as the use case.</summary>
public sealed record ChangeRights(bool Propose, bool Answer, bool Decide, bool Withdraw);

public sealed class ChangeQueries(MarketplaceDb db, ContractQueries contracts)
{
    /// <summary>Null where the actor does not read the contract, or it was never signed.</summary>
    public async Task<ChangesView?> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (await contracts.One(id, actor, ct) is not { Contract.ConcludedAt: not null } view) return null;
        var asked = await db.Set<ContractChange>().AsNoTracking().Include(c => c.Dues).Where(c => c.ContractId == id).OrderByDescending(c => c.AskedAt).ToListAsync(ct);
        return new ChangesView(view, asked, Rights(view.Contract, asked.Find(c => c.IsOpen), actor));
    }

    public Task<int> Count(Actor actor, CancellationToken ct = default) => Agreed(actor).CountAsync(ct);

    /// <summary>Contracts with a material change that waits for an officer, the oldest first, at most <paramref name="most"/>.</summary>
    public Task<List<ContractRow>> Waiting(Actor actor, int most = 100, CancellationToken ct = default)
    {
        var waiting = Agreed(actor).Select(c => c.ContractId);
        return contracts.Rows(db.Set<Contract>().Where(c => waiting.Contains(c.Id))).OrderBy(r => r.BegunAt).Take(most).ToListAsync(ct);
    }

    private IQueryable<ContractChange> Agreed(Actor actor)
    {
        var may = Permissions.Allows(Deed.ConfirmChange, actor);
        return db.Set<ContractChange>().Where(c => may && c.Status == ChangeStatus.Consented);
    }

    private static ChangeRights Rights(Contract contract, ContractChange? open, Actor actor)
    {
        var works = contract.Status == ContractStatus.InProgress;
        return new ChangeRights(
            works && open is null && ContractAccess.PartyOf(contract, actor) is not null && contract.Milestones.Exists(m => m.IsOpen),
            works && open is not null && ChangeAccess.MayAnswer(open, contract, actor), works && open is not null && ChangeAccess.MayDecide(open, contract, actor),
            open is not null && ChangeAccess.MayWithdraw(open, contract, actor));
    }
}
