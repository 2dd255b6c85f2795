using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// Signs in with a passkey whose answer the door has verified (WebAuthn level 3, section 7.2). The device has checked its owner,
/// so it stands for password and second factor together.
/// </summary>
public sealed class SignInWithPasskey(Writer writer, UserManager<Person> people)
{
    public static readonly Refusal Failed = new("account.passkey_failed");

    /// <param name="Passkey">With the counter of this use.</param>
    /// <param name="Challenge">What the authenticator had to answer; it serves once.</param>
    public sealed record Input(Guid PersonId, UserPasskeyInfo Passkey, string Challenge);

    public Task<Result<Done>> Run(Input input, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == input.PersonId && p.EmailConfirmed, ct);
        if (person is null || !await SpentProof.Spend(w, input.Challenge, ct)) return Failed;
        if (person.SuspendedAt is not null) return new Refusal("account.suspended");
        if (await people.GetPasskeyAsync(person, input.Passkey.CredentialId) is not { } kept) return Failed;
        input.Passkey.Name = kept.Name;
        await people.AddOrUpdatePasskeyAsync(person, input.Passkey);
        w.Record(new PersonSignedIn(person.Id, SignInMethod.Passkey), person.AsActor());
        return default(Done);
    }, ct);
}
