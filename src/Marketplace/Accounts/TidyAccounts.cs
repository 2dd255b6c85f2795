using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Removes what has lost its meaning: old wrong guesses, spent proofs, and accounts whose mail was never confirmed.</summary>
public sealed class TidyAccounts(MarketplaceDb db, Writer writer, TimeProvider clock) : IJob
{
    private static readonly TimeSpan GuessesKept = TimeSpan.FromDays(1);

    /// <summary>Long past the last confirmation link: what is left is an address that somebody else may have typed.</summary>
    private static readonly TimeSpan UnconfirmedKept = TimeSpan.FromDays(30);
    private const int Batch = 500;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Set<FailedSignIn>().Where(f => f.LastAt < now - GuessesKept).ExecuteDeleteAsync(ct);
        await db.Set<SpentProof>().Where(p => p.At < now - SpentProof.KeptFor).ExecuteDeleteAsync(ct);
        await writer.Write<Done>(w => Expire(w, ct), ct);
    }

    private static async Task<Result<Done>> Expire(Writing w, CancellationToken ct)
    {
        var before = w.Now - UnconfirmedKept;
        var people = await w.Db.Set<Person>().Where(p => !p.EmailConfirmed && p.PasswordHash == null && p.RegisteredAt < before)
            .OrderBy(p => p.RegisteredAt).Take(Batch).ToListAsync(ct);
        foreach (var person in people) w.Record(new PersonExpired(person.Id), Actor.System);
        w.Db.RemoveRange(people);
        return default(Done);
    }
}
