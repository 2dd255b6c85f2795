using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An owner takes a person into the organisation. Somebody who is in already keeps one membership, in the new role.</summary>
public sealed class AddMember(Writer writer)
{
    public sealed record Input(Guid OrganisationId, Guid PersonId, MembershipRole Role);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Add(w, input, actor, ct), ct);

    private static async Task<Result<Done>> Add(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.ManageMembers, actor, input.OrganisationId)) return Refusal.NotFound;
        if (!Enum.IsDefined(input.Role)) return new Refusal("field.choice", nameof(input.Role));
        if (!await w.Db.Set<Person>().AnyAsync(p => p.Id == input.PersonId, ct)) return Refusal.NotFound;
        var present = await w.Db.Set<Membership>().FirstOrDefaultAsync(
            m => m.OrganisationId == input.OrganisationId && m.PersonId == input.PersonId && (m.UntilAt == null || m.UntilAt > w.Now), ct);
        if (present is { } member)
        {
            if (member.Role == MembershipRole.Owner) return new Refusal("member.is_owner");
            member.Role = input.Role;
            w.Record(new MembershipChanged(input.OrganisationId, input.PersonId, input.Role, member.UntilAt), actor);
            return default(Done);
        }

        w.Db.Add(new Membership { PersonId = input.PersonId, OrganisationId = input.OrganisationId, Role = input.Role, FromAt = w.Now });
        w.Record(new MembershipStarted(input.OrganisationId, input.PersonId, input.Role), actor);
        return default(Done);
    }
}
