using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An owner gives a member another role. One owner always remains.</summary>
public sealed class ChangeMembership(Writer writer)
{
    public sealed record Input(Guid MembershipId, MembershipRole Role);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var membership = await w.Db.Set<Membership>().FirstOrDefaultAsync(m => m.Id == input.MembershipId, ct);
        if (membership is null || !membership.HoldsAt(w.Now) || !Permissions.Allows(Deed.ManageMembers, actor, membership.OrganisationId)) return Refusal.NotFound;
        if (!Enum.IsDefined(input.Role)) return new Refusal("field.choice", nameof(input.Role));
        if (membership.Role == input.Role) return default(Done);
        if (await Owners.IsLast(w, membership, ct)) return new Refusal("membership.last_owner");
        membership.Role = input.Role;
        w.Record(new MembershipChanged(membership.OrganisationId, membership.PersonId, input.Role), actor);
        return default(Done);
    }, ct);
}

/// <summary>Whoever an organisation cannot lose.</summary>
internal static class Owners
{
    /// <summary>Without an owner nobody could change the profile or invite a successor.</summary>
    public static async Task<bool> IsLast(Writing w, Membership membership, CancellationToken ct) =>
        membership.Role == MembershipRole.Owner && !await w.Db.Set<Membership>().AnyAsync(
            m => m.OrganisationId == membership.OrganisationId && m.Id != membership.Id && m.Role == MembershipRole.Owner
                && m.FromAt <= w.Now && (m.UntilAt == null || m.UntilAt > w.Now), ct);
}
