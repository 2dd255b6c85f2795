using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Shuts a person's sign-in at once, with a reason; open sessions end with it. Nobody suspends themselves.</summary>
public sealed class SuspendPerson(Writer writer)
{
    public const int MaxReason = 1000;

    public sealed record Input(Guid PersonId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Suspend(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<Done>> Suspend(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.SuspendPerson, actor)) return Refusal.NotFound;
        if (input.PersonId == actor.PersonId) return new Refusal("person.own");
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Reason, nameof(input.Reason));
        TypedText.Check(refusals, input.Reason, MaxReason, nameof(input.Reason));
        if (refusals.Count > 0) return refusals;
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == input.PersonId, ct);
        if (person is null) return Refusal.NotFound;
        if (person.SuspendedAt is not null) return default(Done);
        if (await IsLastApprover(w, input.PersonId, ct)) return new Refusal("role.last_approver");
        person.SuspendedAt = w.Now;
        // Sessions of before must not come back to life with a later reinstatement.
        person.SecurityStamp = Guid.CreateVersion7().ToString("N");
        w.Record(new PersonSuspended(person.Id), actor, input.Reason);
        return default(Done);
    }

    // Without an approver nobody could ever grant a duty again.
    private static async Task<bool> IsLastApprover(Writing w, Guid personId, CancellationToken ct)
    {
        var approvers =
            from g in w.Db.Set<RoleGrant>()
            join p in w.Db.Set<Person>() on g.PersonId equals p.Id
            where g.Role == PlatformRole.AdminApprover && p.SuspendedAt == null && g.FromAt <= w.Now && (g.UntilAt == null || g.UntilAt > w.Now)
            select g.PersonId;
        return await approvers.ContainsAsync(personId, ct) && !await approvers.AnyAsync(id => id != personId, ct);
    }
}
