using System.Runtime.CompilerServices;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ledger;

/// <summary>An account as it stands; minor units in the direction in which it grows.</summary>
public sealed record AccountBalance(string Path, Currency Currency, AccountKind Kind, long Balance);

/// <summary>A journal with its movements, for a page or an export.</summary>
public sealed record JournalView(
    Guid Id, string Key, JournalType Type, Guid? BountyId, DateTimeOffset EffectiveAt, DateTimeOffset CreatedAt, Guid? ActorId, string? Note,
    Guid? ReversesId, IReadOnlyList<MovementView> Movements);

/// <param name="Minor">Minor units of the currency.</param>
public sealed record MovementView(string Debit, string Credit, Currency Currency, long Minor);

/// <summary>Reads the ledger. Who may read what is decided by the features that own the bounties and the money page.</summary>
public sealed class LedgerQueries(MarketplaceDb db)
{
    /// <summary>Journals that are read at once.</summary>
    private const int Part = 1_000;

    /// <summary>The balance of one account; zero where nothing was booked yet.</summary>
    public async Task<Money> Balance(AccountName account, Currency currency, CancellationToken ct) =>
        new(await db.Set<LedgerAccount>().Where(a => a.Path == account.Path && a.Currency == currency).Select(a => a.Balance).FirstOrDefaultAsync(ct), currency);

    /// <summary>All accounts of a role, such as every bounty's held money.</summary>
    public Task<List<AccountBalance>> Balances(AccountRole role, CancellationToken ct)
    {
        var (word, prefix) = (ChartOfAccounts.Word(role), ChartOfAccounts.Word(role) + ":");
        return db.Set<LedgerAccount>().Where(a => a.Path == word || a.Path.StartsWith(prefix)).OrderBy(a => a.Path)
            .Select(a => new AccountBalance(a.Path, a.Currency, a.Kind, a.Balance)).ToListAsync(ct);
    }

    /// <summary>What was booked for a bounty, oldest first.</summary>
    public async Task<List<JournalView>> Of(Guid bountyId, CancellationToken ct)
    {
        var journals = await db.Set<Journal>().AsNoTracking().Where(j => j.BountyId == bountyId)
            .OrderBy(j => j.CreatedAt).ThenBy(j => j.Id).ToListAsync(ct);
        return await WithMovements(journals, db.Set<Journal>().Where(j => j.BountyId == bountyId), ct);
    }

    /// <summary>Every journal, oldest first; a part at a time, so that an export of any length stays small in memory.</summary>
    public async IAsyncEnumerable<JournalView> All([EnumeratorCancellation] CancellationToken ct)
    {
        var (at, id) = (DateTimeOffset.MinValue, Guid.Empty);
        while (true)
        {
            var part = db.Set<Journal>().Where(j => j.CreatedAt > at || (j.CreatedAt == at && j.Id > id)).OrderBy(j => j.CreatedAt).ThenBy(j => j.Id).Take(Part);
            var journals = await part.AsNoTracking().ToListAsync(ct);
            if (journals.Count == 0) yield break;
            foreach (var view in await WithMovements(journals, part, ct)) yield return view;
            (at, id) = (journals[^1].CreatedAt, journals[^1].Id);
        }
    }

    private async Task<List<JournalView>> WithMovements(List<Journal> journals, IQueryable<Journal> asked, CancellationToken ct)
    {
        var movements = await Movements(asked).ToListAsync(ct);
        var byJournal = movements.ToLookup(m => m.JournalId);
        return journals.ConvertAll(j => new JournalView(
            j.Id, j.Key, j.Type, j.BountyId, j.EffectiveAt, j.CreatedAt, j.ActorId, j.Note, j.ReversesId,
            [.. byJournal[j.Id].OrderBy(m => m.Number).Select(m => new MovementView(m.Debit, m.Credit, m.Currency, m.Amount))]));
    }

    private IQueryable<Row> Movements(IQueryable<Journal> journals) =>
        from journal in journals
        join line in db.Set<JournalLine>() on journal.Id equals line.JournalId
        join debit in db.Set<LedgerAccount>() on line.DebitId equals debit.Id
        join credit in db.Set<LedgerAccount>() on line.CreditId equals credit.Id
        select new Row { JournalId = journal.Id, Number = line.Number, Debit = debit.Path, Credit = credit.Path, Currency = line.Currency, Amount = line.Amount };

    private sealed class Row
    {
        public Guid JournalId { get; init; }
        public int Number { get; init; }
        public required string Debit { get; init; }
        public required string Credit { get; init; }
        public Currency Currency { get; init; }
        public long Amount { get; init; }
    }
}
