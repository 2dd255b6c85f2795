using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Lets a suspended person sign in again, with a reason.</summary>
public sealed class ReinstatePerson(Writer writer)
{
    public sealed record Input(Guid PersonId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Reinstate(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<Done>> Reinstate(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.SuspendPerson, actor)) return Refusal.NotFound;
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Reason, nameof(input.Reason));
        TypedText.Check(refusals, input.Reason, SuspendPerson.MaxReason, nameof(input.Reason));
        if (refusals.Count > 0) return refusals;
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == input.PersonId, ct);
        if (person is null) return Refusal.NotFound;
        if (person.SuspendedAt is null) return default(Done);
        person.SuspendedAt = null;
        w.Record(new PersonReinstated(person.Id), actor, input.Reason);
        return default(Done);
    }
}
