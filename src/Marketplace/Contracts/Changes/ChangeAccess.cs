using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Changes;

/// <summary>Whose word a change takes.</summary>
internal static class ChangeAccess
{
    public static bool MayAnswer(ContractChange change, Contract contract, Actor actor) =>
        change.Status == ChangeStatus.Proposed && ContractAccess.PartyOf(contract, actor) is { } side && side != change.Party;

    /// <summary>An officer of neither side, and nobody who has spoken for one.</summary>
    public static bool MayDecide(ContractChange change, Contract contract, Actor actor) =>
        change.Status == ChangeStatus.Consented && IsOfficer(contract, actor) && actor.PersonId != change.AskedById && actor.PersonId != change.AnsweredById;

    public static bool MayWithdraw(ContractChange change, Contract contract, Actor actor) => change.IsOpen && ContractAccess.PartyOf(contract, actor) == change.Party;

    public static bool IsOfficer(Contract contract, Actor actor) => Permissions.Allows(Deed.ConfirmChange, actor) && !ContractAccess.IsOfOneSide(contract, actor);

    public static Task<ContractChange?> Open(MarketplaceDb db, Guid contractId, CancellationToken ct) =>
        db.Set<ContractChange>().Include(c => c.Dues).FirstOrDefaultAsync(c => c.ContractId == contractId && ChangeLifecycle.Open.Contains(c.Status), ct);
}
