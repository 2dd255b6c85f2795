using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Who belongs to an organisation. Its members see each other's names; addresses and invitations are for its owners.</summary>
public sealed class MemberQueries(MarketplaceDb db, InvitationLinks links, TimeProvider clock)
{
    /// <summary>Those whose membership begins later too. Null where the reader is no member.</summary>
    public async Task<MemberList?> Of(Guid organisationId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsMember(organisationId)) return null;
        var manages = Permissions.Allows(Deed.ManageMembers, actor, organisationId);
        var now = clock.GetUtcNow();
        var members = await (
            from m in db.Set<Membership>().AsNoTracking()
            join p in db.Set<Person>() on m.PersonId equals p.Id
            where m.OrganisationId == organisationId && (m.UntilAt == null || m.UntilAt > now)
            orderby m.Role, m.FromAt
            select new MemberRow(m.Id, p.Id, p.DisplayName, manages ? p.Email : null, m.Role, m.FromAt, m.UntilAt, p.SuspendedAt != null)).ToListAsync(ct);
        return new(members, manages ? await Open(organisationId, now, ct) : [], manages);
    }

    /// <summary>What the holder of a link may read before deciding: who invites, to what, until when.</summary>
    public async Task<InvitationView?> Invitation(string? token, CancellationToken ct = default)
    {
        if (links.Read(token) is not { } id) return null;
        var found = await (
            from i in db.Set<Invitation>().AsNoTracking()
            join o in db.Set<Organisation>() on i.OrganisationId equals o.Id
            join p in db.Set<Person>() on i.InvitedById equals p.Id
            where i.Id == id
            select new { View = new InvitationView(o.Id, o.Name, o.NameEn, o.Kind, i.Role, p.DisplayName, i.Email, i.ExpiresAt, i.AcceptedAt, o.IsDemo), i.InvitedAt }).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var offered = await OfferedPeriods.Of(db, found.View.OrganisationId, found.InvitedAt, ct);
        return offered.TryGetValue(id, out var period) ? found.View with { FromAt = period.FromAt, UntilAt = period.UntilAt } : found.View;
    }

    private async Task<List<InvitationRow>> Open(Guid organisationId, DateTimeOffset now, CancellationToken ct)
    {
        var open = await db.Set<Invitation>().AsNoTracking().Where(i => i.OrganisationId == organisationId && i.AcceptedAt == null && i.ExpiresAt > now)
            .OrderByDescending(i => i.InvitedAt).Select(i => new InvitationRow(i.Id, i.Email, i.Role, i.InvitedAt, i.ExpiresAt)).ToListAsync(ct);
        if (open.Count == 0) return open;
        var offered = await OfferedPeriods.Of(db, organisationId, open[^1].InvitedAt, ct);
        return open.ConvertAll(i => offered.TryGetValue(i.Id, out var period) ? i with { FromAt = period.FromAt, UntilAt = period.UntilAt } : i);
    }
}

public sealed record MemberList(IReadOnlyList<MemberRow> Members, IReadOnlyList<InvitationRow> Invitations, bool Manages);

public sealed record MemberRow(Guid MembershipId, Guid PersonId, string Name, string? Email, MembershipRole Role, DateTimeOffset FromAt, DateTimeOffset? UntilAt, bool Suspended);

/// <param name="UntilAt">The end of the membership that is offered; null for open-ended.</param>
/// <param name="FromAt">Its beginning; null for the moment of the acceptance.</param>
public sealed record InvitationRow(Guid Id, string Email, MembershipRole Role, DateTimeOffset InvitedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UntilAt = null, DateTimeOffset? FromAt = null);

/// <param name="UntilAt">The end of the membership that is offered; null for open-ended.</param>
/// <param name="FromAt">Its beginning; null for the moment of the acceptance.</param>
public sealed record InvitationView(
    Guid OrganisationId, string Organisation, string? OrganisationEn, OrganisationKind Kind, MembershipRole Role, string Inviter, string Email,
    DateTimeOffset ExpiresAt, DateTimeOffset? AcceptedAt, bool IsDemo, DateTimeOffset? UntilAt = null, DateTimeOffset? FromAt = null)
{
    public bool HoldsAt(DateTimeOffset now) => AcceptedAt is null && now < ExpiresAt;
}
