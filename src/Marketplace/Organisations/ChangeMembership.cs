using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An owner gives a member another role or another end. One owner without an end always remains.</summary>
public sealed class ChangeMembership(Writer writer)
{
    /// <param name="UntilAt">The first instant at which the membership no longer holds; null for open-ended.</param>
    public sealed record Input(Guid MembershipId, MembershipRole Role, DateTimeOffset? UntilAt = null);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var membership = await w.Db.Set<Membership>().FirstOrDefaultAsync(m => m.Id == input.MembershipId, ct);
        if (membership is null || membership.HasEnded(w.Now) || !Permissions.Allows(Deed.ManageMembers, actor, membership.OrganisationId)) return Refusal.NotFound;
        if (!Enum.IsDefined(input.Role)) return new Refusal("field.choice", nameof(input.Role));
        if (input.UntilAt <= w.Now) return new Refusal("period.past", nameof(input.UntilAt));
        if (input.UntilAt <= membership.FromAt) return new Refusal("period.order", nameof(input.UntilAt));
        if ((membership.Role, membership.UntilAt) == (input.Role, input.UntilAt)) return default(Done);
        if ((input.Role != MembershipRole.Owner || input.UntilAt is not null) && await Owners.IsLast(w, membership, ct)) return new Refusal("membership.last_owner");
        (membership.Role, membership.UntilAt) = (input.Role, input.UntilAt);
        w.Record(new MembershipChanged(membership.OrganisationId, membership.PersonId, input.Role, input.UntilAt), actor);
        return default(Done);
    }, ct);
}

/// <summary>Whoever an organisation cannot lose.</summary>
internal static class Owners
{
    /// <summary>
    /// Without an owner nobody could change the profile or invite a successor. One whose end is set does not count: that day comes by itself.
    /// </summary>
    public static async Task<bool> IsLast(Writing w, Membership membership, CancellationToken ct) =>
        membership is { Role: MembershipRole.Owner, UntilAt: null } && !await w.Db.Set<Membership>().AnyAsync(
            m => m.OrganisationId == membership.OrganisationId && m.Id != membership.Id && m.Role == MembershipRole.Owner && m.FromAt <= w.Now && m.UntilAt == null, ct);
}
