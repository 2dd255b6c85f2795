using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations.OutcomeImport;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Takes an uploaded CSV or BibTeX file of results and reads it without changing the profile: see <see cref="OutcomeFileQueries"/> for the report.</summary>
public sealed class CheckOutcomes(Writer writer, TimeProvider clock)
{
    public static readonly OutcomeImportLimits Limits = new();

    /// <param name="Content">Read once, forwards, no further than the limit.</param>
    public sealed record Input(Guid OrganisationId, Stream Content, string? FileName);

    /// <returns>The id of the uploaded file.</returns>
    public async Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !Permissions.Allows(Deed.EditOrganisation, actor, input.OrganisationId)) return Refusal.NotFound;
        using var content = new MemoryStream();
        if (!await Copy(input.Content, content, ct)) return new Refusal("import.too_large", "File", Limits.MaxBytes);
        content.Position = 0;
        var read = await OutcomeReader.Read(content, Limits, ShanghaiTime.Local(clock.GetUtcNow()).Year, ct);
        if (!read.IsOk) return Result<Guid>.Refused([.. read.Refusals.Select(r => r.At("File"))]);
        return await writer.Write(w => Keep(w, input, content.ToArray(), personId, ct), ct);
    }

    private static async Task<bool> Copy(Stream from, MemoryStream to, CancellationToken ct)
    {
        var buffer = new byte[81_920];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if (to.Length + read > Limits.MaxBytes) return false;
            to.Write(buffer, 0, read);
        }

        return true;
    }

    // A look changes nothing that others see: it leaves no line in the log.
    private static async Task<Result<Guid>> Keep(Writing w, Input input, byte[] content, Guid personId, CancellationToken ct)
    {
        await w.Db.Set<OutcomeFile>().Where(f => f.OrganisationId == input.OrganisationId).ExecuteDeleteAsync(ct);
        var file = new OutcomeFile
        {
            OrganisationId = input.OrganisationId, FileName = FileNames.Clean(input.FileName), Content = content, UploadedById = personId, UploadedAt = w.Now,
        };
        w.Db.Add(file);
        return file.Id;
    }
}
