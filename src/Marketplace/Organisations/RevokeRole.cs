using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Ends a duty at once, with a reason. Grants are kept for the record.</summary>
public sealed class RevokeRole(Writer writer)
{
    public sealed record Input(Guid PersonId, PlatformRole Role, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Revoke(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<Done>> Revoke(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.GrantRoles, actor)) return Refusal.NotFound;
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Reason, nameof(input.Reason));
        TypedText.Check(refusals, input.Reason, GrantRole.MaxReason, nameof(input.Reason));
        if (refusals.Count > 0) return refusals;
        var grants = await w.Db.Set<RoleGrant>()
            .Where(g => g.PersonId == input.PersonId && g.Role == input.Role && (g.UntilAt == null || g.UntilAt > w.Now)).ToListAsync(ct);
        if (grants.Count == 0) return Refusal.NotFound;
        if (await IsLastApprover(w, input, ct)) return new Refusal("role.last_approver");
        foreach (var grant in grants) grant.UntilAt = w.Now;
        w.Record(new RoleRevoked(input.PersonId, input.Role), actor, input.Reason);
        return default(Done);
    }

    // Without an approver nobody could ever grant a duty again.
    private static async Task<bool> IsLastApprover(Writing w, Input input, CancellationToken ct) =>
        input.Role == PlatformRole.AdminApprover && !await w.Db.Set<RoleGrant>().AnyAsync(
            g => g.Role == PlatformRole.AdminApprover && g.PersonId != input.PersonId && (g.UntilAt == null || g.UntilAt > w.Now), ct);
}
