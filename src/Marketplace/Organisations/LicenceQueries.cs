using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>The licence of an organisation, for its members and the officers who verify.</summary>
public sealed class LicenceQueries(MarketplaceDb db)
{
    /// <summary>The newest licence; null where there is none or it is not for this reader.</summary>
    public Task<StoredFile?> File(Guid organisationId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsMember(organisationId) && !VerificationQueue.MayRead(actor)) return Task.FromResult<StoredFile?>(null);
        return (
            from o in db.Set<Organisation>()
            join f in db.Set<StoredFile>() on o.LicenceFileId equals f.Id
            where o.Id == organisationId
            select f).AsNoTracking().FirstOrDefaultAsync(ct);
    }
}
