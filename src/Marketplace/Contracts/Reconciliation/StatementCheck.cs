using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>The bank's statements against the journals: what is booked for a line has its amount, and what is booked stands on a statement.</summary>
internal static class StatementCheck
{
    private const int Most = 200;

    public static async Task<List<Difference>> Run(MarketplaceDb db, DateTimeOffset now, CancellationToken ct)
    {
        var lines = await (
            from l in db.Set<BankLine>()
            where l.JournalId != null && (l.Status == BankLineStatus.Matched || l.Status == BankLineStatus.Suspense)
            let booked = (
                from j in db.Set<Journal>()
                from m in j.Lines
                where j.Key == ConfirmFunding.KeyStart + l.Reference || j.Key == SettlePayout.KeyStart + l.Reference || j.Key == ReturnPayout.KeyStart + l.Reference
                where j.Type != JournalType.PayoutReturned || !db.Set<Journal>().Any(o => o.Key == ConfirmFunding.KeyStart + l.Reference)
                select m.Amount).Sum()
            where booked != l.AmountMinor && booked != -l.AmountMinor
            orderby l.Reference
            select new { l.Reference, l.Currency, l.AmountMinor, booked }).Take(Most).ToListAsync(ct);
        return
        [
            .. lines.Select(l => new Difference(ReconciliationCheck.Statement, l.Reference, l.Currency, Math.Abs(l.AmountMinor), l.booked)),
            .. await Unseen(db, now, ct),
        ];
    }

    // Only where statements are handed in at all, and once the bank has had its time.
    private static async Task<IEnumerable<Difference>> Unseen(MarketplaceDb db, DateTimeOffset now, CancellationToken ct)
    {
        var latest = await db.Set<StatementImport>().MaxAsync(i => (DateTimeOffset?)i.ImportedAt, ct);
        if (latest is not { } seen) return [];
        var before = (seen < now ? seen : now) - ClearingCheck.Patience;
        var unseen = await (
            from j in db.Set<Journal>()
            where j.CreatedAt < before && (j.Type == JournalType.Funded || j.Type == JournalType.PayoutSettled)
            where !db.Set<BankLine>().Any(l => j.Key == ConfirmFunding.KeyStart + l.Reference || j.Key == SettlePayout.KeyStart + l.Reference)
            orderby j.CreatedAt
            select new { j.Key, Lines = j.Lines.Select(l => new { l.Currency, l.Amount }).ToList() }).Take(Most).ToListAsync(ct);
        return unseen.Select(j => new Difference(ReconciliationCheck.Statement, j.Key, j.Lines[0].Currency, 0, j.Lines.Sum(l => l.Amount)));
    }
}
