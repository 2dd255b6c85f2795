using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Makes a key for a program of the actor's own.</summary>
public sealed class CreateAccessToken(Writer writer)
{
    public const int MostPerPerson = 20;

    /// <summary>A year at the most: a key that nobody looks after any more ends by itself.</summary>
    public const int MostDays = 366;

    /// <param name="Days">How long it holds.</param>
    public sealed record Input(string? Name, AccessScope? Scope, int? Days);

    /// <param name="Key">The key itself, which is not kept.</param>
    public sealed record Created(Guid Id, string Key, DateTimeOffset ExpiresAt);

    public async Task<Result<Created>> Run(Input input, Actor actor, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var name = TypedText.TidyLine(input.Name);
        TypedText.Require(refusals, name, nameof(Input.Name));
        TypedText.Check(refusals, name, AccessToken.NameLength, nameof(Input.Name));
        if (input.Scope is not { } scope || !Enum.IsDefined(scope)) refusals.Add(new Refusal("field.required", nameof(Input.Scope)));
        if (input.Days is not (>= 1 and <= MostDays)) refusals.Add(new Refusal("account.token_days", nameof(Input.Days), MostDays));
        if (refusals.Count > 0) return refusals;
        return await writer.Write<Created>(w => Create(w, name!, input.Scope!.Value, input.Days!.Value, actor, ct), ct);
    }

    private static async Task<Result<Created>> Create(Writing w, string name, AccessScope scope, int days, Actor actor, CancellationToken ct)
    {
        if (!await w.Db.Set<Person>().AnyAsync(p => p.Id == actor.PersonId, ct)) return Refusal.NotFound;
        var inForce = await w.Db.Set<AccessToken>().Where(t => t.PersonId == actor.PersonId && t.RevokedAt == null && t.ExpiresAt > w.Now)
            .Select(t => t.Name).ToListAsync(ct);
        if (inForce.Count >= MostPerPerson) return new Refusal("account.token_too_many", null, MostPerPerson);
        // Also what keeps a form that is sent twice from making two keys.
        if (inForce.Contains(name, StringComparer.OrdinalIgnoreCase)) return new Refusal("account.token_name_taken", nameof(Input.Name));
        var key = AccessToken.NewKey();
        var token = new AccessToken
        {
            Id = Guid.CreateVersion7(w.Now),
            PersonId = actor.PersonId!.Value,
            Name = name,
            Hash = AccessToken.HashOf(key),
            Ending = AccessToken.EndingOf(key),
            Scope = scope,
            CreatedAt = w.Now,
            ExpiresAt = w.Now.AddDays(days),
        };
        w.Db.Add(token);
        w.Record(new PersonTokenCreated(token.PersonId, token.Id, scope, token.ExpiresAt), actor);
        return new Created(token.Id, key, token.ExpiresAt);
    }
}
