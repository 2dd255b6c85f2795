using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Adds a passkey whose making the door has verified (WebAuthn level 3, section 7.1).</summary>
public sealed class AddPasskey(Writer writer, UserManager<Person> people)
{
    public const int NameLength = 60;
    private const int MostPerPerson = 20;

    /// <param name="Name">How the person calls it, such as the device it is on.</param>
    /// <param name="Challenge">What the authenticator had to answer; it serves once.</param>
    public sealed record Input(UserPasskeyInfo Passkey, string Name, string Challenge);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct) is not { } person) return Refusal.NotFound;
        if (!await SpentProof.Spend(w, input.Challenge, ct)) return new Refusal("account.passkey_failed");
        if (await people.FindByPasskeyIdAsync(input.Passkey.CredentialId) is not null) return new Refusal("account.passkey_known");
        if ((await people.GetPasskeysAsync(person)).Count >= MostPerPerson) return new Refusal("account.passkey_too_many", null, MostPerPerson);
        input.Passkey.Name = Named(input.Name);
        var added = await people.AddOrUpdatePasskeyAsync(person, input.Passkey);
        if (!added.Succeeded) return Refusal.Stale;
        w.Record(new PersonPasskeyAdded(person.Id), actor);
        return default(Done);
    }, ct);

    internal static string Named(string typed)
    {
        var name = PersonName.Clean(typed);
        return name.Length > NameLength ? name[..NameLength] : name;
    }
}
