using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations.OutcomeImport;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An uploaded table with what becomes, or became, of each row.</summary>
public sealed record OutcomeFileReport(Guid Id, string FileName, DateTimeOffset UploadedAt, DateTimeOffset? ImportedAt, int Added, ReadOutcomes Read);

/// <summary>Reads the last uploaded table of results, for the owners.</summary>
public sealed class OutcomeFileQueries(MarketplaceDb db)
{
    /// <summary>Null where there is none or it is not for this reader.</summary>
    public async Task<OutcomeFileReport?> Last(Guid organisationId, Actor actor, CancellationToken ct = default)
    {
        if (!Permissions.Allows(Deed.EditOrganisation, actor, organisationId)) return null;
        var file = await db.Set<OutcomeFile>().AsNoTracking().FirstOrDefaultAsync(f => f.OrganisationId == organisationId, ct);
        if (file is null) return null;
        var read = await OutcomeReader.Read(new MemoryStream(file.Content), CheckOutcomes.Limits, ShanghaiTime.Local(file.UploadedAt).Year, ct);
        return read.IsOk ? new(file.Id, file.FileName, file.UploadedAt, file.ImportedAt, file.Added, read.Value) : null;
    }
}
