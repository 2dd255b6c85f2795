using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Renames or removes one of the person's own passkeys.</summary>
public sealed class EditPasskey(Writer writer, UserManager<Person> people)
{
    public Task<Result<Done>> Rename(byte[] credentialId, string name, Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        var (person, passkey) = await Find(w, credentialId, actor, ct);
        if (person is null || passkey is null) return Refusal.NotFound;
        passkey.Name = AddPasskey.Named(name);
        if (passkey.Name.Length == 0) return new Refusal("account.passkey_name_missing", "Name");
        await people.AddOrUpdatePasskeyAsync(person, passkey);
        w.Record(new PersonPasskeyRenamed(person.Id), actor);
        return default(Done);
    }, ct);

    public Task<Result<Done>> Remove(byte[] credentialId, Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        var (person, passkey) = await Find(w, credentialId, actor, ct);
        if (person is null || passkey is null) return Refusal.NotFound;
        await people.RemovePasskeyAsync(person, credentialId);
        w.Record(new PersonPasskeyRemoved(person.Id), actor);
        return default(Done);
    }, ct);

    private async Task<(Person?, UserPasskeyInfo?)> Find(Writing w, byte[] credentialId, Actor actor, CancellationToken ct)
    {
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct);
        return (person, person is null ? null : await people.GetPasskeyAsync(person, credentialId));
    }
}
