using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Statements;

/// <summary>An import in a list.</summary>
/// <param name="Open">Lines that wait for a person.</param>
public sealed record ImportRow(Guid Id, string FileName, Currency Currency, DateTimeOffset ImportedAt, int Rows, int Taken, int Repeated, int Refused, int Matched, int Open);

/// <summary>One import with its faults and the lines that are not matched.</summary>
public sealed record ImportReport(ImportRow Import, IReadOnlyList<StatementFault> Faults, IReadOnlyList<BankLine> Open, IReadOnlyList<BankLine> Matched);

/// <summary>What the statements say, for those who see money.</summary>
public sealed class StatementQueries(MarketplaceDb db)
{
    public const int Most = 200;

    private static readonly BankLineStatus[] Waiting = [BankLineStatus.New, BankLineStatus.Suspense, BankLineStatus.ToDecide];

    /// <summary>Empty for those who do not see money.</summary>
    public Task<List<ImportRow>> Imports(Actor actor, CancellationToken ct = default)
    {
        var sees = MoneyQueries.MayRead(actor);
        return Rows(db.Set<StatementImport>().Where(_ => sees).OrderByDescending(i => i.ImportedAt).Take(50)).ToListAsync(ct);
    }

    /// <summary>Lines of all statements that wait for a person, the oldest first.</summary>
    public Task<List<BankLine>> Open(Actor actor, CancellationToken ct = default)
    {
        var sees = MoneyQueries.MayRead(actor);
        return db.Set<BankLine>().AsNoTracking().Where(l => sees && Waiting.Contains(l.Status)).OrderBy(l => l.BookedOn).ThenBy(l => l.Reference).Take(Most).ToListAsync(ct);
    }

    public async Task<ImportReport?> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        var sees = MoneyQueries.MayRead(actor);
        var import = await Rows(db.Set<StatementImport>().Where(i => sees && i.Id == id)).FirstOrDefaultAsync(ct);
        if (import is null) return null;
        var faults = await db.Set<StatementFault>().AsNoTracking().Where(f => f.ImportId == id).OrderBy(f => f.Row).Take(Most).ToListAsync(ct);
        var lines = db.Set<BankLine>().AsNoTracking().Where(l => l.ImportId == id);
        return new ImportReport(import, faults,
            await lines.Where(l => l.Status != BankLineStatus.Matched).OrderBy(l => l.Row).Take(Most).ToListAsync(ct),
            await lines.Where(l => l.Status == BankLineStatus.Matched).OrderBy(l => l.Row).Take(Most).ToListAsync(ct));
    }

    private IQueryable<ImportRow> Rows(IQueryable<StatementImport> imports) => imports.AsNoTracking().Select(i => new ImportRow(
        i.Id, i.FileName, i.Currency, i.ImportedAt, i.Rows, i.Taken, i.Repeated, i.Faults.Count,
        db.Set<BankLine>().Count(l => l.ImportId == i.Id && l.Status == BankLineStatus.Matched),
        db.Set<BankLine>().Count(l => l.ImportId == i.Id && Waiting.Contains(l.Status))));
}
