using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Takes the authenticator app and its recovery codes away; the password alone signs in again.</summary>
public sealed class RemoveAuthenticator(Writer writer, UserManager<Person> people)
{
    public Task<Result<Done>> Run(Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct);
        if (person is null) return Refusal.NotFound;
        await w.Db.Set<RecoveryCode>().Where(c => c.PersonId == person.Id).ExecuteDeleteAsync(ct);
        await w.Db.Set<Authenticator>().Where(a => a.PersonId == person.Id).ExecuteDeleteAsync(ct);
        if (!person.TwoFactorEnabled) return default(Done);
        person.TwoFactorEnabled = false;
        await people.UpdateSecurityStampAsync(person);
        w.Record(new PersonTwoFactorDisabled(person.Id), actor);
        return default(Done);
    }, ct);
}
