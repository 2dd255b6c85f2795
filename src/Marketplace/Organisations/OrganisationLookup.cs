using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An organisation by its names, where no more of it is needed.</summary>
public sealed record NamedOrganisation(Guid Id, string Name, string? NameEn);

/// <summary>Verified organisations as people write them down: by registered name or unified social credit code.</summary>
public sealed class OrganisationLookup(MarketplaceDb db)
{
    /// <summary>What each text means. One that means no verified organisation, or more than one, is left out.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> Find(IReadOnlyCollection<string> texts, CancellationToken ct = default)
    {
        if (texts.Count == 0) return new Dictionary<string, Guid>();
        var codes = texts.Select(t => t.ToUpperInvariant()).ToList();
        var known = await db.Set<Organisation>().AsNoTracking()
            .Where(o => o.Verification == VerificationStatus.Verified && (texts.Contains(o.Name) || texts.Contains(o.NameEn) || codes.Contains(o.CreditCode!)))
            .Select(o => new { o.Id, o.Name, o.NameEn, o.CreditCode }).ToListAsync(ct);
        return (
            from text in texts.Distinct()
            let meant = known.FindAll(o => o.Name == text || o.NameEn == text || string.Equals(o.CreditCode, text, StringComparison.OrdinalIgnoreCase))
            where meant.Count == 1
            select (text, meant[0].Id)).ToDictionary(f => f.text, f => f.Id);
    }

    /// <summary>The names, in the order of the ids.</summary>
    public async Task<IReadOnlyList<NamedOrganisation>> Names(IReadOnlyList<Guid> ids, CancellationToken ct = default)
    {
        if (ids.Count == 0) return [];
        var names = await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new NamedOrganisation(o.Id, o.Name, o.NameEn)).ToListAsync(ct);
        return [.. ids.Distinct().SelectMany(id => names.Where(n => n.Id == id))];
    }
}
