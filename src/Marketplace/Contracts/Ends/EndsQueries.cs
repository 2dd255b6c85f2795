using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Ends;

/// <summary>How a contract may end early or stand still, for its sides and the officers.</summary>
/// <param name="Asked">Every wish to end it, the newest first; the first may still be open.</param>
/// <param name="Accepted">Milestones that stay, and those that would be void.</param>
public sealed record EndsView(Contract Contract, ContractRow Row, IReadOnlyList<Termination> Asked, EndsRights May, int Accepted, int Open, Money? Held)
{
    public Termination? Waiting => Asked.FirstOrDefault(t => t.Status == TerminationStatus.Proposed);
}

/// <summary>What the reader may do: each is asked of the same rules as the use case.</summary>
public sealed record EndsRights(bool Propose, bool Answer, bool Withdraw, bool Freeze);

public sealed class EndsQueries(MarketplaceDb db, ContractQueries contracts)
{
    /// <summary>Null where the actor does not read the contract.</summary>
    public async Task<EndsView?> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (await contracts.One(id, actor, ct) is not { } view) return null;
        var contract = view.Contract;
        var asked = await db.Set<Termination>().AsNoTracking().Where(t => t.ContractId == id).OrderByDescending(t => t.AskedAt).ToListAsync(ct);
        return new EndsView(contract, view.Row, asked, Rights(contract, asked, actor),
            contract.Milestones.Count(m => m.IsAccepted), contract.Milestones.Count(m => m.IsOpen), view.Funds?.Held);
    }

    public Task<int> Count(Actor actor, CancellationToken ct = default) => Asked(actor).CountAsync(ct);

    /// <summary>Contracts that wait for the operator's word, the oldest first, at most <paramref name="most"/>.</summary>
    public Task<List<ContractRow>> Waiting(Actor actor, int most = 100, CancellationToken ct = default)
    {
        var waiting = Asked(actor).Select(t => t.ContractId);
        return contracts.Rows(db.Set<Contract>().Where(c => waiting.Contains(c.Id))).OrderBy(r => r.BegunAt).Take(most).ToListAsync(ct);
    }

    private IQueryable<Termination> Asked(Actor actor)
    {
        var may = Permissions.Allows(Deed.ConfirmTermination, actor);
        return db.Set<Termination>().Where(t => may && t.Status == TerminationStatus.Proposed && t.Ground == TerminationGround.Cause);
    }

    private static EndsRights Rights(Contract contract, List<Termination> asked, Actor actor)
    {
        var open = asked.Find(t => t.Status == TerminationStatus.Proposed);
        var party = ContractAccess.PartyOf(contract, actor);
        var mayEnd = ContractLifecycle.Next(contract.Status, ContractAction.Terminate).IsOk && !(contract.Milestones.Count > 0 && contract.Milestones.TrueForAll(m => m.IsAccepted));
        return new EndsRights(
            party is not null && mayEnd && open is null, open is not null && TerminationAccess.MayAnswer(open, contract, actor), open is not null && open.Party == party,
            contract.ConcludedAt is not null && Permissions.Allows(Deed.FreezeMoney, actor) && !ContractAccess.IsOfOneSide(contract, actor));
    }
}
