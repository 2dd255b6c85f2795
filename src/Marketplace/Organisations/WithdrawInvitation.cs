using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An owner takes an open invitation back; its link no longer holds.</summary>
public sealed class WithdrawInvitation(Writer writer)
{
    public Task<Result<Done>> Run(Guid invitationId, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var invitation = await w.Db.Set<Invitation>().FirstOrDefaultAsync(i => i.Id == invitationId, ct);
        if (invitation is null || !Permissions.Allows(Deed.ManageMembers, actor, invitation.OrganisationId)) return Refusal.NotFound;
        if (!invitation.HoldsAt(w.Now)) return default(Done);
        invitation.ExpiresAt = w.Now;
        w.Record(new InvitationWithdrawn(invitation.OrganisationId, invitation.Id, invitation.Role), actor);
        return default(Done);
    }, ct);
}
