using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Statements;

/// <summary>
/// A finance officer hands in the bank's statement. Every row becomes a line, is known already, or is reported with its fault; the lines
/// are matched afterwards one by one, each in a short transaction of its own.
/// </summary>
public sealed class ImportStatement(Writer writer, FileStore store, TimeProvider clock)
{
    /// <param name="Columns">Names of columns where the bank's are not the usual ones.</param>
    public sealed record Input(Stream Content, string? FileName, string? Currency, IReadOnlyDictionary<StatementColumn, string?> Columns);

    /// <summary>Some ten thousand lines of a bank.</summary>
    public static readonly FileLimits Limits = new() { MaxBytes = 5L << 20, Allowed = new HashSet<FileKind> { FileKind.Csv, FileKind.Text } };

    /// <returns>The import.</returns>
    public async Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (!Permissions.Allows(Deed.HandleMoney, actor)) return Refusal.NotFound;
        if (!Currency.TryParse(input.Currency, out var currency) || currency == Currency.XTS) return new Refusal("field.required", nameof(input.Currency));
        using var content = new MemoryStream();
        await input.Content.CopyToAsync(content, ct);
        content.Position = 0;
        var received = await store.Receive(content, input.FileName, Limits, ct);
        if (!received.IsOk) return Result<Guid>.Refused([.. received.Refusals.Select(r => r.At("File"))]);
        using var file = received.Value;
        if (TextBytes.Decode(content.GetBuffer().AsSpan(0, (int)content.Length)) is not { } text) return new Refusal("import.encoding", "File");
        var read = StatementReader.Read(text, input.Columns, currency, ShanghaiTime.DayOf(clock.GetUtcNow()));
        if (!read.IsOk) return Result<Guid>.Refused(read.Refusals);
        var imported = await writer.Write(w => Take(w, read.Value, currency, file, actor, ct), ct);
        if (imported.IsOk) file.Settle();
        return imported;
    }

    private static async Task<Result<Guid>> Take(Writing w, ReadStatement read, Currency currency, ReceivedFile file, Actor actor, CancellationToken ct)
    {
        var stored = file.Keep(actor.PersonId, w.Now);
        var taken = await Sort(w.Db, read, currency, ct);
        var import = new StatementImport
        {
            FileId = stored.Id, FileName = stored.Name, Currency = currency, ImportedById = actor.PersonId!.Value, ImportedAt = w.Now,
            Rows = read.Count, Taken = taken.New.Count, Repeated = taken.Repeated,
        };
        import.Faults.AddRange(read.Faults.Concat(taken.Faults).OrderBy(f => f.Row).Select(f => new StatementFault { ImportId = import.Id, Row = f.Row, Code = f.Code, Value = f.Value }));
        w.Db.AddRange(stored, import);
        w.Db.AddRange(taken.New.Select(r => new BankLine
        {
            ImportId = import.Id, Account = BankAccounts.Main.Owner, Row = r.Row, BookedOn = r.BookedOn, Currency = currency, AmountMinor = r.Minor,
            Reference = r.Reference, Purpose = r.Purpose, Counterparty = r.Counterparty,
        }));
        w.Record(new StatementImported(import.Id, actor.PersonId!.Value, import.Taken, import.Repeated, import.Faults.Count), actor);
        return import.Id;
    }

    private sealed record Sorted(List<StatementRow> New, int Repeated, List<StatementFault> Faults);

    // A reference that was taken before is the same line, or a contradiction; of two rows of one file the first counts.
    private static async Task<Sorted> Sort(MarketplaceDb db, ReadStatement read, Currency currency, CancellationToken ct)
    {
        var references = read.Rows.Select(r => r.Reference).Distinct().ToList();
        var known = await db.Set<BankLine>().Where(l => l.Account == BankAccounts.Main.Owner && references.Contains(l.Reference))
            .ToDictionaryAsync(l => l.Reference, l => (l.AmountMinor, l.Currency), StringComparer.Ordinal, ct);
        var sorted = new Sorted([], 0, []);
        foreach (var row in read.Rows)
        {
            if (known.TryAdd(row.Reference, (row.Minor, currency))) sorted.New.Add(row);
            else if (known[row.Reference] == (row.Minor, currency)) sorted = sorted with { Repeated = sorted.Repeated + 1 };
            else sorted.Faults.Add(StatementReader.Fault(row.Row, new Refusal("statement.reference_differs", null, row.Reference)));
        }

        return sorted;
    }
}
