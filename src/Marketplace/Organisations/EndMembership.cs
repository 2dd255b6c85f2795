using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>A member leaves, or an owner ends another's membership. The last owner stays until there is another. The row is kept for the record.</summary>
public sealed class EndMembership(Writer writer)
{
    public Task<Result<Done>> Run(Guid membershipId, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var membership = await w.Db.Set<Membership>().FirstOrDefaultAsync(m => m.Id == membershipId, ct);
        if (membership is null || membership.HasEnded(w.Now) || !MayEnd(membership, actor)) return Refusal.NotFound;
        if (await Owners.IsLast(w, membership, ct)) return new Refusal("membership.last_owner");
        membership.UntilAt = w.Now;
        w.Record(new MembershipEnded(membership.OrganisationId, membership.PersonId, membership.Role), actor);
        return default(Done);
    }, ct);

    private static bool MayEnd(Membership membership, Actor actor) =>
        membership.PersonId == actor.PersonId || Permissions.Allows(Deed.ManageMembers, actor, membership.OrganisationId);
}
