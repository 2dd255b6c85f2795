using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Ends every session of a person; the door then begins the asking one anew.</summary>
public sealed class SignOutEverywhere(Writer writer, UserManager<Person> people)
{
    public Task<Result<Done>> Run(Actor actor, CancellationToken ct) => writer.Write<Done>(async w =>
    {
        if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct) is not { } person) return Refusal.NotFound;
        await people.UpdateSecurityStampAsync(person);
        w.Record(new PersonSignedOutEverywhere(person.Id), actor);
        return default(Done);
    }, ct);
}
