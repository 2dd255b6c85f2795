using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

public enum AccessTokenState { InForce = 1, Expired, Revoked }

/// <summary>A key as its owner sees it.</summary>
public sealed record AccessTokenView(
    Guid Id, string Name, string Ending, AccessScope Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, AccessTokenState State);

/// <summary>Who calls with a key.</summary>
public sealed record AccessTokenOwner(Guid TokenId, Guid PersonId, string? SecurityStamp, AccessScope Scope);

/// <summary>Reads keys of programs.</summary>
public sealed class AccessTokenQueries(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>Ended keys are shown for a while, so that their owner can see what they were.</summary>
    private const int MostShown = 100;
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromHours(1);

    public async Task<List<AccessTokenView>> Own(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<AccessToken>().AsNoTracking().Where(t => t.PersonId == actor.PersonId)
            .OrderByDescending(t => t.CreatedAt).Take(MostShown)
            .Select(t => new AccessTokenView(t.Id, t.Name, t.Ending, t.Scope, t.CreatedAt, t.ExpiresAt, t.LastUsedAt,
                t.RevokedAt != null ? AccessTokenState.Revoked : t.ExpiresAt <= now ? AccessTokenState.Expired : AccessTokenState.InForce))
            .ToListAsync(ct);
    }

    /// <summary>The owner of a key that holds now; null for every other text. Notes the use.</summary>
    public async Task<AccessTokenOwner?> Use(string key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = AccessToken.HashOf(key);
        var found = await (
            from t in db.Set<AccessToken>().AsNoTracking()
            join p in db.Set<Person>() on t.PersonId equals p.Id
            where t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now
            select new { t.LastUsedAt, Owner = new AccessTokenOwner(t.Id, p.Id, p.SecurityStamp, t.Scope) }).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        if (found.LastUsedAt is not { } last || now - last >= UseNotedEvery) await Note(found.Owner.TokenId, now, ct);
        return found.Owner;
    }

    private async Task Note(Guid tokenId, DateTimeOffset now, CancellationToken ct)
    {
        using var turn = await db.TakeTurn(ct);
        await db.Set<AccessToken>().Where(t => t.Id == tokenId).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), ct);
    }
}
