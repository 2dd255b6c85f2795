using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>Money that only passes through: ordered at the bank, in suspense, or gone out for an unknown reason, and there too long.</summary>
internal static class ClearingCheck
{
    /// <summary>Ours; a transfer within the country takes a day, a weekend lies between.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private const int Most = 200;

    public static async Task<List<Difference>> Run(MarketplaceDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Patience;
        var ordered = await (
            from p in db.Set<Payout>()
            join c in db.Set<Contract>() on p.ContractId equals c.Id
            where p.Status == PayoutStatus.Ordered && p.OrderedAt < before
            orderby p.OrderedAt
            select new { c.Code, p.BankOrder, p.Currency, p.NetMinor }).Take(Most).ToListAsync(ct);
        var waiting = await (
            from f in db.Set<FundingClaim>()
            join c in db.Set<Contract>() on f.ContractId equals c.Id
            where f.Status == FundingClaimStatus.Booked && f.SuspenseMinor > 0 && f.BookedAt < before
            orderby f.BookedAt
            select new { c.Code, f.StatementLine, f.Currency, f.SuspenseMinor }).Take(Most).ToListAsync(ct);
        var day = Kernel.ShanghaiTime.DayOf(before);
        var lines = await db.Set<BankLine>().Where(l => (l.Status == BankLineStatus.Suspense || l.Status == BankLineStatus.ToDecide) && l.BookedOn < day)
            .OrderBy(l => l.BookedOn).Select(l => new { l.Reference, l.Currency, l.AmountMinor }).Take(Most).ToListAsync(ct);
        return
        [
            .. ordered.Select(p => new Difference(ReconciliationCheck.Clearing, $"{p.Code} {p.BankOrder}", p.Currency, 0, p.NetMinor)),
            .. waiting.Select(f => new Difference(ReconciliationCheck.Clearing, $"{f.Code} {f.StatementLine}", f.Currency, 0, f.SuspenseMinor)),
            .. lines.Select(l => new Difference(ReconciliationCheck.Clearing, l.Reference, l.Currency, 0, l.AmountMinor)),
        ];
    }
}
