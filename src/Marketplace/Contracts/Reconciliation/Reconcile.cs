using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>
/// Compares the books with themselves, with the bounties and with the bank's statements, and keeps what differs. Nothing is corrected:
/// whoever reads the differences decides. Where the books themselves are wrong, nothing is released until a later run finds them whole.
/// </summary>
public sealed class Reconcile(Writer writer, MarketplaceDb db, LedgerCheck ledger, TimeProvider clock)
{
    /// <returns>The run.</returns>
    public async Task<Result<Guid>> Run(bool isFull, Actor actor, CancellationToken ct = default)
    {
        // Nobody waits for the comparison; but what moved meanwhile may look like a difference, and is compared again while nobody writes.
        var suspected = await Compare(isFull, ct);
        return await writer.Write<Guid>(async w =>
        {
            var found = suspected.Count == 0 ? suspected : await Compare(isFull, ct);
            var stops = found.Exists(d => d.Check is ReconciliationCheck.Ledger or ReconciliationCheck.Bounty);
            var run = new ReconciliationRun { IsFull = isFull, At = w.Now, StopsReleases = stops };
            run.Differences.AddRange(found.Select((d, i) => new ReconciliationDifference
            {
                RunId = run.Id, Number = i + 1, Check = d.Check, Where = d.Where[..Math.Min(d.Where.Length, ReconciliationMap.MaxWhere)], Currency = d.Currency,
                ExpectedMinor = d.Expected, FoundMinor = d.Found,
            }));
            var before = await w.Db.Set<ReconciliationRun>().AsNoTracking().Include(r => r.Differences).Where(r => r.IsFull == isFull).OrderByDescending(r => r.At).FirstOrDefaultAsync(ct);
            w.Db.Add(run);
            if (!IsSame(before, run)) w.Record(new ReconciliationDiffered(run.Id, isFull, found.Count, stops), actor);
            return run.Id;
        }, ct);
    }

    private async Task<List<Difference>> Compare(bool isFull, CancellationToken ct)
    {
        var found = (await ledger.Run(ct)).ConvertAll(d => new Difference(ReconciliationCheck.Ledger, d.Where, CurrencyOf(d.Where), d.Expected, d.Found));
        var now = clock.GetUtcNow();
        found.AddRange(await ClearingCheck.Run(db, now, ct));
        if (!isFull) return found;
        found.AddRange(await BountyCheck.Run(db, ct));
        found.AddRange(await StatementCheck.Run(db, now, ct));
        return found;
    }

    // The ledger names path and currency of an account, or the currency alone; a journal has lines of its own currency.
    private static Currency CurrencyOf(string where) => Currency.TryParse(where.Split(' ')[^1], out var currency) ? currency : Currency.CNY;

    private static bool IsSame(ReconciliationRun? before, ReconciliationRun now)
    {
        var earlier = before?.Differences ?? [];
        return earlier.Count == now.Differences.Count
            && earlier.OrderBy(d => d.Number).Zip(now.Differences).All(p => (p.First.Check, p.First.Where, p.First.FoundMinor) == (p.Second.Check, p.Second.Where, p.Second.FoundMinor));
    }
}
