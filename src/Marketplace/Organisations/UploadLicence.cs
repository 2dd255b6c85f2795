using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Files;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An owner uploads the business licence or certificate of the organisation: a PDF or a picture. Earlier ones stay in the store for the record.</summary>
public sealed class UploadLicence(Writer writer, FileStore store)
{
    /// <summary>A scan of one sheet.</summary>
    public static readonly FileLimits Limits = new()
    {
        MaxBytes = 10L << 20,
        Allowed = new HashSet<FileKind> { FileKind.Pdf, FileKind.Png, FileKind.Jpeg },
    };

    /// <summary>Licences of one organisation in a day, since all are kept: nobody needs more tries to send the right one.</summary>
    public const int MostPerDay = 10;

    /// <param name="Content">Read once, forwards, no further than the limit.</param>
    public sealed record Input(Guid OrganisationId, Stream Content, string? FileName);

    /// <returns>The stored file's id.</returns>
    public async Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        // Strangers are turned away before they may write to the disk.
        if (!Permissions.Allows(Deed.EditOrganisation, actor, input.OrganisationId)) return Refusal.NotFound;
        var received = await store.Receive(input.Content, input.FileName, Limits, ct);
        if (!received.IsOk) return Result<Guid>.Refused([.. received.Refusals.Select(r => r.At("File"))]);
        using var file = received.Value;
        var kept = await writer.Write(w => Keep(w, input.OrganisationId, file, actor, ct), ct);
        if (kept.IsOk) file.Settle();
        return kept;
    }

    private static async Task<Result<Guid>> Keep(Writing w, Guid organisationId, ReceivedFile received, Actor actor, CancellationToken ct)
    {
        var organisation = await w.Db.Set<Organisation>().FirstOrDefaultAsync(o => o.Id == organisationId, ct);
        if (organisation is null) return Refusal.NotFound;
        if (await KeptToday(w, organisationId, ct) >= MostPerDay) return new Refusal("organisation.too_many_licences", "File", MostPerDay);
        var file = received.Keep(actor.PersonId, w.Now);
        w.Db.Add(file);
        organisation.LicenceFileId = file.Id;
        organisation.Version++;
        w.Record(new LicenceUploaded(organisationId, file.Id, file.Sha256), actor);
        return file.Id;
    }

    private static Task<int> KeptToday(Writing w, Guid organisationId, CancellationToken ct)
    {
        var (type, from) = (DomainEvent.TypeOf(typeof(LicenceUploaded)), w.Now.AddDays(-1));
        return w.Db.Set<EventRow>().CountAsync(e => e.SubjectId == organisationId && e.Type == type && e.At > from, ct);
    }
}

[EventType("organisation.licence_uploaded")]
public sealed record LicenceUploaded(Guid OrganisationId, Guid FileId, string Sha256) : OrganisationEvent(OrganisationId);
