using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Statements;

/// <summary>
/// Matches the lines of a statement that was handed in. Each line is a transaction of its own, so that nobody else waits for a long
/// statement; run twice it goes on where it stopped.
/// </summary>
public sealed class MatchStatement(MarketplaceDb db, MatchLine match, Writer writer, Actors actors) : ISubscriber
{
    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        foreach (var row in events) await Match((StatementImported)EventJson.Read(row), ct);
    }

    private async Task Match(StatementImported imported, CancellationToken ct)
    {
        var lines = await db.Set<BankLine>().Where(l => l.ImportId == imported.ImportId && l.Status == BankLineStatus.New).OrderBy(l => l.Row).Select(l => l.Id).ToListAsync(ct);
        // Whoever is no longer an officer leaves the rest to the next one.
        if (lines.Count == 0 || await actors.Load(imported.ById, ct) is not { } actor) return;
        foreach (var line in lines) _ = await match.Run(new(line), actor, ct);
        _ = await writer.Write<Done>(async w =>
        {
            var open = await w.Db.Set<BankLine>().CountAsync(l => l.ImportId == imported.ImportId && l.Status != BankLineStatus.Matched, ct);
            w.Record(new StatementMatched(imported.ImportId, imported.Taken - open, open), Actor.System);
            return default(Done);
        }, ct);
    }
}
