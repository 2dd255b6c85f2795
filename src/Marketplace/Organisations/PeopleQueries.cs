using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Which people to list.</summary>
public sealed record PeopleFilter(string? Words = null, PlatformRole? Role = null, bool SuspendedOnly = false, int Page = 1)
{
    public const int PageSize = 50;
    public const int MaxWords = 100;
}

/// <summary>People for the officers: who they are, what they may do, and since when.</summary>
public sealed class PeopleQueries(MarketplaceDb db, TimeProvider clock)
{
    public static bool MayRead(Actor actor) => Permissions.Allows(Deed.SeePeople, actor);

    public async Task<PeoplePage> Find(PeopleFilter filter, Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return new([], 0, 1);
        var now = clock.GetUtcNow();
        var people = Matching(filter, now);
        var total = await people.CountAsync(ct);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + PeopleFilter.PageSize - 1) / PeopleFilter.PageSize));
        var rows = await people.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Skip((page - 1) * PeopleFilter.PageSize).Take(PeopleFilter.PageSize)
            .Select(p => new { p.Id, p.DisplayName, p.Email, p.RegisteredAt, p.SuspendedAt, p.EmailConfirmed, p.IsDemo }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var roles = (await Grants(ids).Where(g => g.FromAt <= now && (g.UntilAt == null || g.UntilAt > now)).Select(g => new { g.PersonId, g.Role }).ToListAsync(ct)).ToLookup(g => g.PersonId, g => g.Role);
        var memberships = (await Memberships(ids, now).ToListAsync(ct)).ToLookup(m => m.PersonId);
        return new([.. rows.Select(r => new PersonRow(
            r.Id, r.DisplayName, r.Email ?? "", r.RegisteredAt, r.SuspendedAt, r.EmailConfirmed, r.IsDemo, [.. roles[r.Id].Distinct().Order()], [.. memberships[r.Id]]))], total, page);
    }

    public async Task<PersonForOfficer?> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return null;
        var now = clock.GetUtcNow();
        var person = await db.Set<Person>().AsNoTracking().Where(p => p.Id == id)
            .Select(p => new { p.Id, p.DisplayName, p.Email, p.Culture, p.RegisteredAt, p.SuspendedAt, p.EmailConfirmed, p.TwoFactorEnabled, p.IsDemo }).FirstOrDefaultAsync(ct);
        if (person is null) return null;
        var grants = await (
            from g in Grants([id])
            join giver in db.Set<Person>() on g.GrantedById equals giver.Id into granters
            from giver in granters.DefaultIfEmpty()
            orderby g.FromAt descending
            select new GrantRow(g.Role, g.FromAt, g.UntilAt, giver == null ? null : giver.DisplayName, g.Reason)).ToListAsync(ct);
        return new(person.Id, person.DisplayName, person.Email ?? "", person.Culture, person.RegisteredAt, person.SuspendedAt, person.EmailConfirmed, person.TwoFactorEnabled,
            person.IsDemo, grants, await Memberships([id], until: null).ToListAsync(ct));
    }

    private IQueryable<Person> Matching(PeopleFilter filter, DateTimeOffset now)
    {
        var people = db.Set<Person>().AsNoTracking();
        if (filter.Words?.Trim().ToUpperInvariant() is { Length: > 0 } words)
        {
            people = people.Where(p => p.DisplayName.ToUpper().Contains(words) || p.NormalizedEmail!.Contains(words));
        }

        if (filter.SuspendedOnly) people = people.Where(p => p.SuspendedAt != null);
        if (filter.Role is { } role)
        {
            people = people.Where(p => db.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.Role == role && g.FromAt <= now && (g.UntilAt == null || g.UntilAt > now)));
        }

        return people;
    }

    private IQueryable<RoleGrant> Grants(List<Guid> people) => db.Set<RoleGrant>().AsNoTracking().Where(g => people.Contains(g.PersonId));

    // Without an instant the ended ones are there as well.
    private IQueryable<PersonMembership> Memberships(List<Guid> people, DateTimeOffset? until) =>
        from m in db.Set<Membership>().AsNoTracking()
        join o in db.Set<Organisation>() on m.OrganisationId equals o.Id
        where people.Contains(m.PersonId) && (until == null || (m.FromAt <= until && (m.UntilAt == null || m.UntilAt > until)))
        orderby m.FromAt
        select new PersonMembership(m.PersonId, o.Id, o.Name, o.NameEn, m.Role, m.FromAt, m.UntilAt);
}

public sealed record PeoplePage(IReadOnlyList<PersonRow> Rows, int Total, int Page);

public sealed record PersonRow(
    Guid Id, string Name, string Email, DateTimeOffset RegisteredAt, DateTimeOffset? SuspendedAt, bool Confirmed, bool IsDemo,
    IReadOnlyList<PlatformRole> Roles, IReadOnlyList<PersonMembership> Memberships);

public sealed record PersonMembership(Guid PersonId, Guid OrganisationId, string Organisation, string? OrganisationEn, MembershipRole Role, DateTimeOffset FromAt, DateTimeOffset? UntilAt);

public sealed record GrantRow(PlatformRole Role, DateTimeOffset FromAt, DateTimeOffset? UntilAt, string? GrantedBy, string Reason)
{
    public bool HoldsAt(DateTimeOffset now) => FromAt <= now && (UntilAt is null || now < UntilAt);
}

public sealed record PersonForOfficer(
    Guid Id, string Name, string Email, string Culture, DateTimeOffset RegisteredAt, DateTimeOffset? SuspendedAt, bool Confirmed, bool TwoFactor, bool IsDemo,
    IReadOnlyList<GrantRow> Grants, IReadOnlyList<PersonMembership> Memberships);
