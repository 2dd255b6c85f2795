using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>A new set of recovery codes; the old ones are void.</summary>
public sealed class RenewRecoveryCodes(Writer writer, RecoveryCodes recovery)
{
    public async Task<Result<string[]>> Run(Actor actor, CancellationToken ct)
    {
        var codes = await recovery.Make(ct);
        if (!codes.IsOk) return codes.Refusal;
        return await writer.Write<string[]>(async w =>
        {
            var authenticator = await w.Db.Set<Authenticator>().FirstOrDefaultAsync(a => a.PersonId == actor.PersonId && a.ConfirmedAt != null, ct);
            if (authenticator is null) return Refusal.NotFound;
            await RecoveryCodes.Replace(w, authenticator, codes.Value, ct);
            w.Record(new PersonRecoveryCodesRenewed(authenticator.PersonId), actor);
            return codes.Value.Codes;
        }, ct);
    }
}
