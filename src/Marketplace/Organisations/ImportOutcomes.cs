using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations.OutcomeImport;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Takes the readable rows of an uploaded file into the profile; each keeps the file's name and its row as its source.</summary>
public sealed class ImportOutcomes(Writer writer)
{
    /// <returns>How many were new; rows that the profile holds already are left.</returns>
    public Task<Result<int>> Run(Guid outcomeFileId, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Import(w, outcomeFileId, actor, ct), ct);

    private static async Task<Result<int>> Import(Writing w, Guid outcomeFileId, Actor actor, CancellationToken ct)
    {
        var file = await w.Db.Set<OutcomeFile>().FirstOrDefaultAsync(f => f.Id == outcomeFileId, ct);
        if (file is null || !Permissions.Allows(Deed.EditOrganisation, actor, file.OrganisationId)) return Refusal.NotFound;
        // A second click finds the work done.
        if (file.ImportedAt is not null) return file.Added;
        var read = await OutcomeReader.Read(new MemoryStream(file.Content), CheckOutcomes.Limits, ShanghaiTime.Local(file.UploadedAt).Year, ct);
        if (!read.IsOk) return read.Refusal;
        var rows = read.Value.Outcomes.Select(o => ToRow(o, file.FileName)).ToList();
        var added = await AddOutcome.Add(w, new(file.OrganisationId, rows), actor, ct);
        if (!added.IsOk) return added;
        file.ImportedAt = w.Now;
        file.Added = added.Value;
        return added;
    }

    private static AddOutcome.Row ToRow(ImportedOutcome o, string fileName) => new(
        o.Kind, o.Title, o.Year, o.Abstract, o.Identifier, o.Keywords,
        $"{(fileName.Length > 200 ? fileName[..200] : fileName)}, {o.Row.ToString(CultureInfo.InvariantCulture)}");
}
