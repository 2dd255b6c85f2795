using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// One who is signed in links the account with an identity of the provider. Both must have the same proven address: a strange identity
/// left in the browser by somebody else cannot become the key to this account.
/// </summary>
public sealed class LinkProvider(Writer writer, ILookupNormalizer normalizer)
{
    public Task<Result<Done>> Run(ProviderIdentity identity, Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct) is not { EmailConfirmed: true } person) return Refusal.NotFound;
        if (normalizer.NormalizeEmail(identity.ProvenEmail) != person.NormalizedEmail) return new Refusal("account.provider_other_mail");
        if (await ProviderLinks.Find(w, identity, ct) is { } linked) return linked.Id == person.Id ? default(Done) : new Refusal("account.provider_taken");
        w.Db.Add(identity.LinkTo(person));
        w.Record(new PersonProviderLinked(person.Id), actor);
        return default(Done);
    }, ct);
}
