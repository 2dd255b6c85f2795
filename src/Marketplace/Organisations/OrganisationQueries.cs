using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Reads one organisation: for the public where it is verified, for its members always.</summary>
public sealed class OrganisationQueries(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>The public profile; null where there is none or the organisation is not verified and the reader no member.</summary>
    public Task<OrganisationProfile?> Profile(Guid id, Actor actor, CancellationToken ct = default)
    {
        var own = Own(actor);
        return db.Set<Organisation>().AsNoTracking()
            .Where(o => o.Id == id && (o.Verification == VerificationStatus.Verified || own.Contains(o.Id)))
            .Select(o => new OrganisationProfile(
                o.Id, o.Kind, o.Name, o.NameEn, o.Country, o.Region, o.Tier, o.Address, o.Website, o.Summary, o.SummaryEn,
                o.Fields, o.Keywords, o.Equipment, o.Verification, o.VerifiedAt, o.IsDemo)).FirstOrDefaultAsync(ct);
    }

    /// <summary>All that its members may see and its owners may change.</summary>
    public Task<OwnOrganisation?> Own(Guid id, Actor actor, CancellationToken ct = default)
    {
        var own = Own(actor);
        return db.Set<Organisation>().AsNoTracking().Where(o => o.Id == id && own.Contains(o.Id))
            .Select(o => new OwnOrganisation(
                o.Id, o.Kind,
                new OrganisationContent
                {
                    Name = o.Name, NameEn = o.NameEn, CreditCode = o.CreditCode, Country = o.Country, Region = o.Region, Tier = o.Tier,
                    Address = o.Address, Website = o.Website, Summary = o.Summary, SummaryEn = o.SummaryEn,
                    Fields = o.Fields, Keywords = o.Keywords, Equipment = o.Equipment,
                },
                o.Verification, o.RegisteredAt, o.VerificationAskedAt, o.VerifiedAt, o.VerificationNote, o.CreditCodeOverruled != null, o.LicenceFileId, o.IsDemo, o.Version))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>The organisations that the reader belongs to, in the order of joining.</summary>
    public async Task<List<OwnRow>> Mine(Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId) return [];
        var now = clock.GetUtcNow();
        return await (
            from m in db.Set<Membership>().AsNoTracking()
            join o in db.Set<Organisation>() on m.OrganisationId equals o.Id
            where m.PersonId == personId && m.FromAt <= now && (m.UntilAt == null || m.UntilAt > now)
            orderby m.FromAt, m.Id
            select new OwnRow(
                o.Id, o.Kind, o.Name, o.NameEn, m.Role, o.Verification, o.VerificationNote,
                db.Set<Membership>().Count(x => x.OrganisationId == o.Id && x.FromAt <= now && (x.UntilAt == null || x.UntilAt > now)),
                db.Set<Outcome>().Count(x => x.OrganisationId == o.Id), o.IsDemo)).ToListAsync(ct);
    }

    private static List<Guid> Own(Actor actor) => [.. actor.Memberships.Select(m => m.OrganisationId)];
}

/// <summary>What everybody may read of a verified organisation.</summary>
public sealed record OrganisationProfile(
    Guid Id, OrganisationKind Kind, string Name, string? NameEn, string Country, Region Region, EnterpriseTier Tier, string? Address, string? Website,
    string? Summary, string? SummaryEn, List<string> Fields, List<string> Keywords, List<string> Equipment,
    VerificationStatus Verification, DateTimeOffset? VerifiedAt, bool IsDemo);

/// <summary>An organisation as its members see it.</summary>
public sealed record OwnOrganisation(
    Guid Id, OrganisationKind Kind, OrganisationContent Content, VerificationStatus Verification, DateTimeOffset RegisteredAt,
    DateTimeOffset? VerificationAskedAt, DateTimeOffset? VerifiedAt, string? VerificationNote, bool CreditCodeOverruled, Guid? LicenceFileId, bool IsDemo, long Version);

/// <summary>One of the reader's own organisations.</summary>
public sealed record OwnRow(
    Guid Id, OrganisationKind Kind, string Name, string? NameEn, MembershipRole Role, VerificationStatus Verification, string? VerificationNote,
    int Members, int Outcomes, bool IsDemo);
