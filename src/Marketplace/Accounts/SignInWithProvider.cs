using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <param name="Step">The sign-in of the linked account; null where no account is linked.</param>
/// <param name="MailIsKnown">An account has the proven address: its owner may link it after signing in otherwise.</param>
public sealed record ProviderAnswer(SignInStep? Step, bool MailIsKnown = false);

/// <summary>
/// Signs in whose account is linked with the provider's identity. It stands in the place of the password: a second factor is
/// asked for as ever. An account with the same address is not signed in to; whoever runs the provider would have every account.
/// </summary>
public sealed class SignInWithProvider(Writer writer, ILookupNormalizer normalizer)
{
    public Task<Result<ProviderAnswer>> Run(ProviderIdentity identity, CancellationToken ct) => writer.Write(w => SignIn(w, identity, ct), ct);

    private async Task<Result<ProviderAnswer>> SignIn(Writing w, ProviderIdentity identity, CancellationToken ct)
    {
        var person = await ProviderLinks.Find(w, identity, ct);
        if (person is null) return new ProviderAnswer(null, await IsKnown(w, identity, ct));
        if (person.SuspendedAt is not null) return new Refusal("account.suspended");
        if (!person.TwoFactorEnabled) w.Record(new PersonSignedIn(person.Id, SignInMethod.Provider), person.AsActor());
        return new ProviderAnswer(new SignInStep(person.Id, person.TwoFactorEnabled));
    }

    private async Task<bool> IsKnown(Writing w, ProviderIdentity identity, CancellationToken ct)
    {
        var email = normalizer.NormalizeEmail(identity.ProvenEmail);
        return email is not null && await w.Db.Set<Person>().AnyAsync(p => p.NormalizedEmail == email && p.EmailConfirmed, ct);
    }
}

/// <summary>Which account belongs to an identity.</summary>
internal static class ProviderLinks
{
    public static Task<Person?> Find(Writing w, ProviderIdentity identity, CancellationToken ct)
    {
        var key = identity.Key;
        return (
            from l in w.Db.Set<IdentityUserLogin<Guid>>()
            join p in w.Db.Set<Person>() on l.UserId equals p.Id
            where l.LoginProvider == ProviderIdentity.Provider && l.ProviderKey == key
            select p).FirstOrDefaultAsync(ct);
    }
}
