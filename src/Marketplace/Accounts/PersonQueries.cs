using Marketplace.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>An account as its owner sees it.</summary>
public sealed record PersonView(
    Guid Id, string Email, string Name, string Culture, DateTimeOffset RegisteredAt, bool HasPassword, bool TwoFactor, int RecoveryCodesLeft,
    IReadOnlyList<PasskeyView> Passkeys, bool HasProvider, int Tokens);

public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, bool IsBackedUp);

/// <summary>Reads accounts.</summary>
public sealed class PersonQueries(MarketplaceDb db, TimeProvider clock)
{
    public async Task<PersonView?> Find(Guid? personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await db.Set<Person>().AsNoTracking().Where(p => p.Id == personId)
            .Select(p => new
            {
                p.Id, p.Email, p.DisplayName, p.Culture, p.RegisteredAt, HasPassword = p.PasswordHash != null, p.TwoFactorEnabled,
                Left = db.Set<RecoveryCode>().Count(c => c.PersonId == p.Id && c.UsedAt == null),
                HasProvider = db.Set<IdentityUserLogin<Guid>>().Any(l => l.UserId == p.Id),
                Tokens = db.Set<AccessToken>().Count(t => t.PersonId == p.Id && t.RevokedAt == null && t.ExpiresAt > now),
            }).FirstOrDefaultAsync(ct);
        if (person is null) return null;
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().Where(p => p.UserId == personId).ToListAsync(ct);
        return new(person.Id, person.Email!, person.DisplayName, person.Culture, person.RegisteredAt, person.HasPassword, person.TwoFactorEnabled, person.Left,
            [.. passkeys.OrderBy(p => p.Data.CreatedAt).Select(p => new PasskeyView(Convert.ToHexStringLower(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt, p.Data.IsBackedUp))], person.HasProvider, person.Tokens);
    }
}
