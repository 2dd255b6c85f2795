using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ledger;

/// <summary>What does not agree in the ledger itself.</summary>
public enum LedgerFault
{
    /// <summary>The balance kept ready is not the sum of the account's lines.</summary>
    BalanceDiffers = 1,
    /// <summary>A line whose currency is not that of both its accounts.</summary>
    CurrenciesMixed,
    /// <summary>A journal without lines.</summary>
    EmptyJournal,
    /// <summary>The sum over all accounts of a currency, each with its sign, is not zero.</summary>
    NotZero,
}

/// <param name="Where">Path and currency of the account, key of the journal, or the currency.</param>
/// <param name="Expected">By the lines, minor units.</param>
/// <param name="Found">As kept ready, minor units.</param>
public sealed record LedgerDifference(LedgerFault Fault, string Where, long Expected, long Found);

/// <summary>
/// Rebuilds every balance from the first line on and compares. Nothing is corrected: who reads the differences decides. Lines are
/// balanced one by one, so a sum that is not zero means that rows were changed past the program.
/// </summary>
public sealed class LedgerCheck(MarketplaceDb db)
{
    public async Task<List<LedgerDifference>> Run(CancellationToken ct)
    {
        var accounts = await db.Set<LedgerAccount>().AsNoTracking().OrderBy(a => a.Path).ToListAsync(ct);
        var debits = await Sums(db.Set<JournalLine>().GroupBy(l => l.DebitId).Select(g => new Sum(g.Key, g.Sum(l => l.Amount))), ct);
        var credits = await Sums(db.Set<JournalLine>().GroupBy(l => l.CreditId).Select(g => new Sum(g.Key, g.Sum(l => l.Amount))), ct);
        var differences = new List<LedgerDifference>();
        foreach (var account in accounts)
        {
            var (debit, credit) = (debits.GetValueOrDefault(account.Id), credits.GetValueOrDefault(account.Id));
            var rebuilt = account.GrowsByDebit ? debit - credit : credit - debit;
            if (rebuilt != account.Balance) differences.Add(new(LedgerFault.BalanceDiffers, $"{account.Path} {account.Currency}", rebuilt, account.Balance));
        }

        foreach (var currency in accounts.GroupBy(a => a.Currency))
        {
            var sum = currency.Sum(a => a.GrowsByDebit ? a.Balance : -a.Balance);
            if (sum != 0) differences.Add(new(LedgerFault.NotZero, currency.Key.Code, 0, sum));
        }

        differences.AddRange(await Mixed(ct));
        differences.AddRange(await Empty(ct));
        return differences;
    }

    private static async Task<Dictionary<Guid, long>> Sums(IQueryable<Sum> sums, CancellationToken ct) =>
        await sums.ToDictionaryAsync(s => s.AccountId, s => s.Minor, ct);

    private async Task<List<LedgerDifference>> Mixed(CancellationToken ct)
    {
        var keys = await (
            from line in db.Set<JournalLine>()
            join debit in db.Set<LedgerAccount>() on line.DebitId equals debit.Id
            join credit in db.Set<LedgerAccount>() on line.CreditId equals credit.Id
            where line.Currency != debit.Currency || line.Currency != credit.Currency
            join journal in db.Set<Journal>() on line.JournalId equals journal.Id
            select new { journal.Key, line.Amount }).ToListAsync(ct);
        return keys.ConvertAll(k => new LedgerDifference(LedgerFault.CurrenciesMixed, k.Key, k.Amount, 0));
    }

    private async Task<List<LedgerDifference>> Empty(CancellationToken ct)
    {
        var keys = await db.Set<Journal>().Where(j => j.Lines.Count == 0).Select(j => j.Key).ToListAsync(ct);
        return keys.ConvertAll(key => new LedgerDifference(LedgerFault.EmptyJournal, key, 1, 0));
    }

    private sealed record Sum(Guid AccountId, long Minor);
}
