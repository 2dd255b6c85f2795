using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>
/// The person joins who holds the link and whose account has the invited address: a link that was passed on lets nobody else in.
/// </summary>
public sealed class AcceptInvitation(Writer writer, InvitationLinks links)
{
    /// <returns>The organisation's id.</returns>
    public Task<Result<Guid>> Run(string? token, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Accept(w, links.Read(token), actor, ct), ct);

    private static async Task<Result<Guid>> Accept(Writing w, Guid? invitationId, Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } personId) return new Refusal("sign_in_first");
        var invitation = await w.Db.Set<Invitation>().FirstOrDefaultAsync(i => i.Id == invitationId, ct);
        if (invitation is null) return Refusal.NotFound;
        var address = await w.Db.Set<Person>().Where(p => p.Id == personId && p.EmailConfirmed).Select(p => p.NormalizedEmail).FirstOrDefaultAsync(ct);
        if (address != invitation.NormalizedEmail) return new Refusal("invitation.other_address");
        if (!invitation.HoldsAt(w.Now)) return new Refusal(invitation.AcceptedAt is null ? "invitation.expired" : "invitation.accepted_before");
        var belongs = await w.Db.Set<Membership>().AnyAsync(
            m => m.OrganisationId == invitation.OrganisationId && m.PersonId == personId && (m.UntilAt == null || m.UntilAt > w.Now), ct);
        if (belongs) return new Refusal("membership.exists");
        var offered = await OfferedPeriods.Of(w.Db, invitation.OrganisationId, invitation.InvitedAt, ct);
        var period = offered.GetValueOrDefault(invitation.Id);
        return period.UntilAt <= w.Now ? new Refusal("invitation.expired") : Join(w, invitation, period, personId, actor);
    }

    private static Result<Guid> Join(Writing w, Invitation invitation, OfferedPeriod period, Guid personId, Actor actor)
    {
        var later = period.FromAt > w.Now ? period.FromAt : null;
        invitation.AcceptedAt = w.Now;
        invitation.AcceptedById = personId;
        w.Db.Add(new Membership { PersonId = personId, OrganisationId = invitation.OrganisationId, Role = invitation.Role, FromAt = later ?? w.Now, UntilAt = period.UntilAt });
        w.Record(new InvitationAccepted(invitation.OrganisationId, invitation.Id, invitation.Role), actor);
        w.Record(new MembershipStarted(invitation.OrganisationId, personId, invitation.Role, period.UntilAt, later), actor);
        return invitation.OrganisationId;
    }
}
