using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Takes the provider's sign-in away from the own account, as long as there is another way in.</summary>
public sealed class UnlinkProvider(Writer writer)
{
    public Task<Result<Done>> Run(Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct) is not { } person) return Refusal.NotFound;
        var links = await w.Db.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == person.Id && l.LoginProvider == ProviderIdentity.Provider).ToListAsync(ct);
        if (links.Count == 0) return default(Done);
        if (person.PasswordHash is null && !await w.Db.Set<IdentityUserPasskey<Guid>>().AnyAsync(p => p.UserId == person.Id, ct)) return new Refusal("account.provider_only_way");
        w.Db.RemoveRange(links);
        w.Record(new PersonProviderUnlinked(person.Id), actor);
        return default(Done);
    }, ct);
}
