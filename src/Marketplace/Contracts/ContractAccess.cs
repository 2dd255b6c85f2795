using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>Who reads a contract, and for which side somebody speaks.</summary>
internal static class ContractAccess
{
    /// <summary>The contracts of the actor's organisations; all of them for officers.</summary>
    public static IQueryable<Contract> Readable(MarketplaceDb db, Actor actor)
    {
        if (Permissions.Allows(Deed.SeeContract, actor)) return db.Set<Contract>();
        var publishers = Where(actor, Deed.DraftContract);
        var bidders = Where(actor, Deed.PerformContract);
        return db.Set<Contract>().Where(c => publishers.Contains(c.PublisherId) || bidders.Contains(c.BidderId));
    }

    /// <summary>The contract with its parts for a change by one of its sides; null where the actor may not even see it.</summary>
    public static Task<Contract?> Find(Writing w, Guid id, Actor actor, CancellationToken ct) =>
        Readable(w.Db, actor).Include(c => c.Milestones).Include(c => c.Indicators).Include(c => c.Signatures).AsSplitQuery().FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>Whether the actor may do this for the side that the deed belongs to.</summary>
    public static bool Speaks(Contract contract, Deed deed, Actor actor) =>
        Permissions.Allows(deed, actor, deed == Deed.PerformContract ? contract.BidderId : contract.PublisherId) && !IsOnBothSides(contract, actor);

    /// <summary>Nobody deals with himself.</summary>
    public static bool IsOnBothSides(Contract contract, Actor actor) => actor.IsMember(contract.PublisherId) && actor.IsMember(contract.BidderId);

    /// <summary>The side that the actor speaks for; null for officers, onlookers, and whoever stands on both sides.</summary>
    public static ContractParty? PartyOf(Contract contract, Actor actor) =>
        Speaks(contract, Deed.DraftContract, actor) ? ContractParty.Publisher
        : Speaks(contract, Deed.PerformContract, actor) ? ContractParty.Bidder
        : null;

    public static bool IsOfOneSide(Contract contract, Actor actor) => actor.IsMember(contract.PublisherId) || actor.IsMember(contract.BidderId);

    /// <summary>The officer handles the money of a contract of which no side is his own organisation.</summary>
    public static Result<Done> CanHandleMoney(Contract contract, Actor actor)
    {
        if (!Permissions.Allows(Deed.HandleMoney, actor)) return Refusal.NotFound;
        return IsOfOneSide(contract, actor) ? new Refusal("money.own_organisation") : default(Done);
    }

    private static List<Guid> Where(Actor actor, Deed deed) =>
        [.. actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(deed, actor, o))];
}
