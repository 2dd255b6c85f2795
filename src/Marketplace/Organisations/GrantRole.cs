using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Gives a person a duty on the platform for a period and a reason. Nobody gives one to themselves.</summary>
public sealed class GrantRole(Writer writer)
{
    public const int MaxReason = 1000;

    /// <param name="UntilAt">The first instant at which the duty no longer holds; null for open-ended.</param>
    public sealed record Input(Guid PersonId, PlatformRole Role, string? Reason, DateTimeOffset? UntilAt = null);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Grant(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<Done>> Grant(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        // The system grants when the first administrator is made on the command line and when the demonstration is loaded.
        if (!actor.IsSystem && !Permissions.Allows(Deed.GrantRoles, actor)) return Refusal.NotFound;
        if (input.PersonId == actor.PersonId) return new Refusal("role.own");
        var refusals = Check(input, w.Now);
        if (refusals.Count > 0) return refusals;
        if (!await w.Db.Set<Person>().AnyAsync(p => p.Id == input.PersonId, ct)) return Refusal.NotFound;
        if (await w.Db.Set<RoleGrant>().AnyAsync(g => g.PersonId == input.PersonId && g.Role == input.Role && (g.UntilAt == null || g.UntilAt > w.Now), ct)) return default(Done);
        w.Db.Add(new RoleGrant
        {
            PersonId = input.PersonId, Role = input.Role, FromAt = w.Now, UntilAt = input.UntilAt, GrantedById = actor.PersonId, Reason = input.Reason!,
        });
        w.Record(new RoleGranted(input.PersonId, input.Role, input.UntilAt), actor, input.Reason);
        return default(Done);
    }

    private static List<Refusal> Check(Input input, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Reason, nameof(input.Reason));
        TypedText.Check(refusals, input.Reason, MaxReason, nameof(input.Reason));
        if (!Enum.IsDefined(input.Role)) refusals.Add(new Refusal("field.choice", nameof(input.Role)));
        if (input.UntilAt <= now) refusals.Add(new Refusal("period.past", nameof(input.UntilAt)));
        return refusals;
    }
}
