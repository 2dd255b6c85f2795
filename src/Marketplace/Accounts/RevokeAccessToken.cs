using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Ends one of the actor's own keys at once.</summary>
public sealed class RevokeAccessToken(Writer writer)
{
    public Task<Result<Done>> Run(Guid tokenId, Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        var token = await w.Db.Set<AccessToken>().FirstOrDefaultAsync(t => t.Id == tokenId && t.PersonId == actor.PersonId, ct);
        if (token is null) return Refusal.NotFound;
        if (token.RevokedAt is not null) return default(Done);
        token.RevokedAt = w.Now;
        w.Record(new PersonTokenRevoked(token.PersonId, token.Id), actor);
        return default(Done);
    }, ct);
}
