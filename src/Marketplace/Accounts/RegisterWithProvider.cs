using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// Makes an account for an identity whose address the provider has verified: no mail has to prove it once more, and there is no password.
/// A confirmed account with that address is its owner's, who signs in and links it (<see cref="LinkProvider"/>).
/// </summary>
public sealed class RegisterWithProvider(Writer writer, UserManager<Person> people)
{
    /// <param name="Name">As the person appears here; the provider's is only proposed.</param>
    /// <param name="Culture">Language of the mails, one of <see cref="Texts.Languages"/>.</param>
    public sealed record Input(ProviderIdentity Identity, string Name, string Culture);

    /// <returns>The person, who is signed in by it.</returns>
    public async Task<Result<Guid>> Run(Input input, CancellationToken ct)
    {
        var name = PersonName.Clean(input.Name);
        if (input.Identity.ProvenEmail is not { } email) return new Refusal("account.provider_unverified");
        if (PersonName.Check(name).ToList() is { Count: > 0 } refusals) return refusals;
        return await writer.Write(w => Register(w, input, email, name, ct), ct);
    }

    private async Task<Result<Guid>> Register(Writing w, Input input, string email, string name, CancellationToken ct)
    {
        // Sent twice.
        if (await ProviderLinks.Find(w, input.Identity, ct) is { } linked) return linked.SuspendedAt is null ? linked.Id : new Refusal("account.suspended");
        var normalized = people.NormalizeEmail(email);
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.NormalizedEmail == normalized, ct);
        if (person is { EmailConfirmed: true }) return new Refusal("account.provider_mail_known");
        if (person is { SuspendedAt: not null }) return new Refusal("account.suspended");
        person = person is null ? await Create(w, input, email, name) : await TakeOver(person, name);
        person.EmailConfirmed = true;
        w.Db.Add(input.Identity.LinkTo(person));
        w.Record(new PersonConfirmed(person.Id), person.AsActor());
        w.Record(new PersonProviderLinked(person.Id), person.AsActor());
        w.Record(new PersonSignedIn(person.Id, SignInMethod.Provider), person.AsActor());
        return person.Id;
    }

    private async Task<Person> Create(Writing w, Input input, string email, string name)
    {
        var person = await RegisterPerson.Create(people, email, name, input.Culture, w.Now);
        w.Record(new PersonRegistered(person.Id), person.AsActor());
        return person;
    }

    // Whoever typed this address before never opened its mail: nothing of theirs remains, and the links that were mailed are void.
    private async Task<Person> TakeOver(Person person, string name)
    {
        (person.DisplayName, person.PasswordHash) = (name, null);
        await people.UpdateSecurityStampAsync(person);
        return person;
    }
}
