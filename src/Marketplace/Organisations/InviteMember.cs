using System.Globalization;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>
/// An owner invites the holder of a mailbox. The answer is the same whether the address has an account or not; the mail goes out after
/// the change is committed. A second invitation to the same address takes the place of the first.
/// </summary>
public sealed class InviteMember(Writer writer, ILookupNormalizer normalizer)
{
    /// <summary>Invitations of one organisation that may stand open at a time.</summary>
    public const int MostOpen = 50;

    /// <summary>Invitations to one address within a day, from all organisations together: nobody's mailbox is filled by our forms.</summary>
    public const int MostPerAddress = 5;

    /// <param name="UntilAt">The first instant at which the membership no longer holds; null for open-ended.</param>
    /// <param name="FromAt">When the membership begins at the earliest; null, or what has passed by then, for the moment of the acceptance.</param>
    public sealed record Input(Guid OrganisationId, string? Email, MembershipRole Role, DateTimeOffset? UntilAt = null, DateTimeOffset? FromAt = null);

    /// <returns>The invitation's id.</returns>
    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Invite(w, input with { Email = EmailAddress.Clean(input.Email) }, actor, ct), ct);

    private async Task<Result<Guid>> Invite(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } inviter || !Permissions.Allows(Deed.ManageMembers, actor, input.OrganisationId)) return Refusal.NotFound;
        var refusals = new List<Refusal>();
        if (!EmailAddress.IsValid(input.Email!)) refusals.Add(new Refusal("field.email", nameof(input.Email)));
        if (!Enum.IsDefined(input.Role)) refusals.Add(new Refusal("field.choice", nameof(input.Role)));
        if (input.UntilAt <= w.Now) refusals.Add(new Refusal("period.past", nameof(input.UntilAt)));
        else if (input.UntilAt <= input.FromAt) refusals.Add(new Refusal("period.order", nameof(input.UntilAt)));
        if (refusals.Count > 0) return refusals;
        var address = normalizer.NormalizeEmail(input.Email)!;
        var day = w.Now.AddDays(-1);
        if (await w.Db.Set<Invitation>().CountAsync(i => i.NormalizedEmail == address && i.InvitedAt > day, ct) >= MostPerAddress)
        {
            return new Refusal("invitation.too_often", nameof(input.Email), MostPerAddress);
        }

        var open = await w.Db.Set<Invitation>().Where(i => i.OrganisationId == input.OrganisationId && i.AcceptedAt == null && i.ExpiresAt > w.Now).ToListAsync(ct);
        foreach (var earlier in open.Where(i => i.NormalizedEmail == address)) earlier.ExpiresAt = w.Now;
        if (open.Count(i => i.HoldsAt(w.Now)) >= MostOpen) return new Refusal("invitation.too_many", null, MostOpen);
        return Send(w, input, address, inviter, actor);
    }

    private static Result<Guid> Send(Writing w, Input input, string address, Guid inviter, Actor actor)
    {
        var invitation = new Invitation
        {
            OrganisationId = input.OrganisationId, Email = input.Email!, NormalizedEmail = address, Role = input.Role,
            InvitedById = inviter, InvitedAt = w.Now, ExpiresAt = w.Now + Invitation.HoldsFor, Culture = CultureInfo.CurrentUICulture.Name,
        };
        w.Db.Add(invitation);
        w.Record(new InvitationSent(input.OrganisationId, invitation.Id, input.Role, input.UntilAt, input.FromAt), actor);
        return invitation.Id;
    }
}
