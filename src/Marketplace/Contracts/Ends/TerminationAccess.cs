using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Ends;

/// <summary>Whose word it takes where a contract is to end early.</summary>
internal static class TerminationAccess
{
    /// <summary>Whose word ends it: the other side's by agreement, an officer's of neither side for cause.</summary>
    public static bool MayAnswer(Termination asked, Contract contract, Actor actor) => asked.Ground == TerminationGround.Agreement
        ? ContractAccess.PartyOf(contract, actor) is { } side && side != asked.Party
        : Permissions.Allows(Deed.ConfirmTermination, actor) && !ContractAccess.IsOfOneSide(contract, actor);

    /// <summary>Whether it may once be the actor's turn to answer.</summary>
    public static bool MayEver(Contract contract, Actor actor) =>
        ContractAccess.PartyOf(contract, actor) is not null || (Permissions.Allows(Deed.ConfirmTermination, actor) && !ContractAccess.IsOfOneSide(contract, actor));

    public static Task<Termination?> Open(MarketplaceDb db, Guid contractId, CancellationToken ct) =>
        db.Set<Termination>().FirstOrDefaultAsync(t => t.ContractId == contractId && t.Status == TerminationStatus.Proposed, ct);
}
