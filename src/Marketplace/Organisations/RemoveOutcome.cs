using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Takes a result out of an organisation's profile.</summary>
public sealed class RemoveOutcome(Writer writer)
{
    public Task<Result<Done>> Run(Guid outcomeId, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var outcome = await w.Db.Set<Outcome>().FirstOrDefaultAsync(o => o.Id == outcomeId, ct);
        if (outcome is null || !Permissions.Allows(Deed.EditOrganisation, actor, outcome.OrganisationId)) return Refusal.NotFound;
        w.Db.Remove(outcome);
        w.Record(new OutcomesChanged(outcome.OrganisationId, Added: 0, Removed: 1), actor);
        return default(Done);
    }, ct);
}
