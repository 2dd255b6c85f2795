using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>Files of a contract: evidence for both sides and officers, vouchers for the publisher and the officers of the money page.</summary>
public sealed class ContractFiles(MarketplaceDb db)
{
    /// <summary>Null where it is absent or not for this reader.</summary>
    public Task<StoredFile?> Find(Guid contractId, Guid fileId, Actor actor, CancellationToken ct = default)
    {
        var seesMoney = Permissions.Allows(Deed.SeeMoney, actor);
        var publishers = actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.DraftContract, actor, o)).ToList();
        return (
            from c in ContractAccess.Readable(db, actor)
            from f in db.Set<StoredFile>()
            where c.Id == contractId && f.Id == fileId
                && (db.Set<Milestone>().Any(m => m.ContractId == c.Id && m.EvidenceFileId == f.Id)
                    || ((seesMoney || publishers.Contains(c.PublisherId)) && db.Set<FundingClaim>().Any(v => v.ContractId == c.Id && v.FileId == f.Id)))
            select f).AsNoTracking().FirstOrDefaultAsync(ct);
    }
}
