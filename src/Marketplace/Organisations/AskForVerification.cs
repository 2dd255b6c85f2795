using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>The owner hands the organisation in for verification; the licence must have been uploaded.</summary>
public sealed class AskForVerification(Writer writer)
{
    public Task<Result<Done>> Run(Guid organisationId, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Ask(w, organisationId, actor, ct), ct);

    private static async Task<Result<Done>> Ask(Writing w, Guid organisationId, Actor actor, CancellationToken ct)
    {
        var organisation = await w.Db.Set<Organisation>().FirstOrDefaultAsync(o => o.Id == organisationId, ct);
        if (organisation is null || !Permissions.Allows(Deed.EditOrganisation, actor, organisationId)) return Refusal.NotFound;
        if (organisation.LicenceFileId is null && !organisation.IsDemo) return new Refusal("organisation.licence_missing");
        var moved = organisation.Move(VerificationAction.Submit, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        w.Record(new VerificationAsked(organisationId), actor);
        return default(Done);
    }
}
