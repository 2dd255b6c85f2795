using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Papers;

/// <summary>What the registration office asks about one contract (技术合同认定登记), as far as it is held here.</summary>
public sealed record RegistrationRow(
    string Contract, TechnicalKind? Kind, string Project, DateOnly SignedOn, DateOnly EndsOn, RegistrationSide Buyer, RegistrationSide Seller, string? Number, DateOnly? RegisteredOn);

/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record RegistrationSide(string Name, string Country, string? CreditCode)
{
    /// <summary>GB/T 2260, as the credit code carries it in characters 3 to 8 (GB 32100-2015): where the body was registered. Null without a code.</summary>
    public string? Area => CreditCode is { Length: UnifiedSocialCreditCode.Length } code && code[2..8].All(char.IsAsciiDigit) ? code[2..8] : null;
}

/// <summary>The signed contracts that the actor's organisations won: the seller is who files them.</summary>
public sealed class RegistrationQueries(MarketplaceDb db)
{
    private const int Most = 1_000;

    public Task<bool> Any(Actor actor, CancellationToken ct = default) => Sold(actor).AnyAsync(ct);

    /// <summary>The newest first.</summary>
    public async Task<List<RegistrationRow>> All(Actor actor, CancellationToken ct = default)
    {
        var rows = await (
            from c in Sold(actor).AsNoTracking()
            join ch in db.Set<Challenge>() on c.ChallengeId equals ch.Id
            join p in db.Set<Organisation>() on c.PublisherId equals p.Id
            join b in db.Set<Organisation>() on c.BidderId equals b.Id
            orderby c.ConcludedAt descending, c.Id
            select new
            {
                c.Code, c.TechnicalKind, ch.Title, ConcludedAt = c.ConcludedAt!.Value, c.PeriodMonths, LastDueOn = c.Milestones.Max(m => m.DueOn), c.RegistrationNumber, c.RegisteredOn,
                Buyer = new RegistrationSide(p.Name, p.Country, p.CreditCode), Seller = new RegistrationSide(b.Name, b.Country, b.CreditCode),
            }).Take(Most).ToListAsync(ct);
        return rows.ConvertAll(r =>
        {
            var signed = ShanghaiTime.DayOf(r.ConcludedAt);
            var end = signed.AddMonths(r.PeriodMonths ?? 0);
            // An extension moves the last date, and with it the validity.
            return new RegistrationRow(r.Code, r.TechnicalKind, r.Title, signed, r.LastDueOn > end ? r.LastDueOn.Value : end, r.Buyer, r.Seller, r.RegistrationNumber, r.RegisteredOn);
        });
    }

    private IQueryable<Contract> Sold(Actor actor)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.PerformContract, actor, o)).ToList();
        return db.Set<Contract>().Where(c => own.Contains(c.BidderId) && c.ConcludedAt != null);
    }
}
