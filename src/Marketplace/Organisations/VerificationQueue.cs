using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>The officers' list of organisations: what waits, since when, and how many there are of each status.</summary>
public sealed class VerificationQueue(MarketplaceDb db)
{
    public const int PageSize = 50;

    public static bool MayRead(Actor actor) => Permissions.Allows(Deed.SeeOrganisations, actor);

    /// <summary>Organisations by status, those not handed in left out; empty for those who may not see the queue.</summary>
    public async Task<IReadOnlyDictionary<VerificationStatus, int>> Counts(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return new Dictionary<VerificationStatus, int>();
        return await db.Set<Organisation>().Where(o => o.Verification != VerificationStatus.Draft).GroupBy(o => o.Verification)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>One page of a status. What waits for an officer comes oldest first, all else newest first.</summary>
    public async Task<IReadOnlyList<QueuedOrganisation>> Page(VerificationStatus status, int page, Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor) || status == VerificationStatus.Draft) return [];
        var rows = db.Set<Organisation>().AsNoTracking().Where(o => o.Verification == status);
        rows = status == VerificationStatus.Submitted
            ? rows.OrderBy(o => o.VerificationAskedAt).ThenBy(o => o.Id)
            : rows.OrderByDescending(o => o.VerificationAskedAt).ThenByDescending(o => o.Id);
        return await rows.Skip((Math.Clamp(page, 1, 10_000) - 1) * PageSize).Take(PageSize)
            .Select(o => new QueuedOrganisation(
                o.Id, o.Kind, o.Name, o.NameEn, o.CreditCode, o.Region, o.Verification, o.VerificationAskedAt, o.VerifiedAt, o.VerifiedName != null, o.IsDemo))
            .ToListAsync(ct);
    }

    /// <summary>All that an officer needs to decide; null for those who may not see it.</summary>
    public async Task<OrganisationForDecision?> Find(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return null;
        return await db.Set<Organisation>().AsNoTracking().Where(o => o.Id == id)
            .Select(o => new OrganisationForDecision(
                o.Id, o.Kind, o.Name, o.NameEn, o.CreditCode, o.CreditCodeOverruled, o.Country, o.Region, o.Tier, o.Address, o.Website, o.Summary,
                o.Verification, o.RegisteredAt, o.VerificationAskedAt, o.VerifiedAt, o.VerificationNote, o.LicenceFileId,
                o.VerifiedName, o.VerifiedCreditCode, o.VerifiedCountry, o.VerifiedLicenceFileId, o.IsDemo, o.Version)
            {
                Group = db.Set<Organisation>().Where(g => g.Id == o.GroupId).Select(g => new NamedOrganisation(g.Id, g.Name, g.NameEn)).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(ct);
    }
}

/// <summary>A line of the queue.</summary>
/// <param name="Again">Verified before: a verified field was changed since.</param>
public sealed record QueuedOrganisation(
    Guid Id, OrganisationKind Kind, string Name, string? NameEn, string? CreditCode, Region Region, VerificationStatus Status,
    DateTimeOffset? AskedAt, DateTimeOffset? VerifiedAt, bool Again, bool IsDemo)
{
    public bool CodeFits => CreditCode is null || UnifiedSocialCreditCode.Check(CreditCode).IsValid;
}

/// <summary>An organisation beside what was verified last.</summary>
public sealed record OrganisationForDecision(
    Guid Id, OrganisationKind Kind, string Name, string? NameEn, string? CreditCode, string? CreditCodeOverruled, string Country, Region Region, EnterpriseTier Tier,
    string? Address, string? Website, string? Summary, VerificationStatus Verification, DateTimeOffset RegisteredAt, DateTimeOffset? AskedAt, DateTimeOffset? VerifiedAt,
    string? Note, Guid? LicenceFileId, string? VerifiedName, string? VerifiedCreditCode, string? VerifiedCountry, Guid? VerifiedLicenceFileId, bool IsDemo, long Version)
{
    /// <summary>The head of its group.</summary>
    public NamedOrganisation? Group { get; init; }
}
