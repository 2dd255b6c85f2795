using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ledger;

/// <summary>
/// The one way into the ledger. A journal is written in the transaction of what it belongs to, and the balances with it.
/// The same key with the same movements again changes nothing; with others it is a mistake that must be seen, and throws.
/// </summary>
public static class Journals
{
    /// <summary>Refused: <c>ledger.insufficient</c>, where an account that never goes below zero does not hold so much.</summary>
    /// <exception cref="ArgumentException">The draft breaks a rule of bookkeeping: a mistake of the caller, not of a person.</exception>
    /// <exception cref="JournalConflictException">The key was booked with other movements.</exception>
    public static async Task<Result<Journal>> Post(Writing w, JournalDraft draft, Actor actor, CancellationToken ct)
    {
        Check(draft);
        if (await Find(w.Db, draft.Key, ct) is { } earlier) return await Same(w.Db, earlier, draft, ct) ? earlier : throw new JournalConflictException(draft.Key);
        var accounts = await Accounts(w.Db, draft.Movements, ct);
        if (Lacking(accounts, draft.Movements) is { } path) return new Refusal("ledger.insufficient", null, path);
        var journal = new Journal
        {
            Key = draft.Key, Type = draft.Type, BountyId = draft.BountyId, EffectiveAt = draft.EffectiveAt ?? w.Now, CreatedAt = w.Now,
            ActorId = actor.PersonId, Note = draft.Note,
        };
        Write(journal, draft.Movements, accounts);
        w.Db.Add(journal);
        return journal;
    }

    /// <summary>The exact mirror of an earlier journal, at most once. Refused: <c>ledger.insufficient</c>, <c>ledger.reversed_before</c>.</summary>
    public static async Task<Result<Journal>> Reverse(Writing w, Guid journalId, string key, string note, Actor actor, CancellationToken ct)
    {
        var journal = await w.Db.Set<Journal>().Include(j => j.Lines).FirstAsync(j => j.Id == journalId, ct);
        if (await w.Db.Set<Journal>().AnyAsync(j => j.ReversesId == journalId, ct)) return new Refusal("ledger.reversed_before");
        var ids = journal.Lines.SelectMany(l => new[] { l.DebitId, l.CreditId }).Distinct().ToList();
        var accounts = await w.Db.Set<LedgerAccount>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var mirror = new Journal
        {
            Key = key, Type = JournalType.Reversed, BountyId = journal.BountyId, EffectiveAt = w.Now, CreatedAt = w.Now,
            ActorId = actor.PersonId, Note = note, ReversesId = journalId,
        };
        foreach (var line in journal.Lines.OrderBy(l => l.Number)) mirror.Lines.Add(Line(mirror, line.Number, accounts[line.CreditId], accounts[line.DebitId], line.Amount));
        if (accounts.Values.FirstOrDefault(a => a is { IsNeverNegative: true, Balance: < 0 }) is { } lacking) return new Refusal("ledger.insufficient", null, lacking.Path);
        w.Db.Add(mirror);
        return mirror;
    }

    /// <summary>Whether something was booked under one of these keys, in this transaction or before.</summary>
    public static async Task<bool> Holds(MarketplaceDb db, CancellationToken ct, params string[] keys) =>
        db.Set<Journal>().Local.Any(j => keys.Contains(j.Key)) || await db.Set<Journal>().AnyAsync(j => keys.Contains(j.Key), ct);

    private static void Check(JournalDraft draft)
    {
        if (draft.Key.Length is 0 or > LedgerMap.MaxKey) throw new ArgumentException("A journal needs a key of bounded length.", nameof(draft));
        if (draft.Movements.Count == 0) throw new ArgumentException("A journal needs a movement.", nameof(draft));
        foreach (var (debit, credit, amount) in draft.Movements)
        {
            if (amount.Minor <= 0) throw new ArgumentException($"{draft.Key}: an amount is above zero.", nameof(draft));
            if (!PermittedTransfers.Allows(draft.Type, debit.Role, credit.Role))
            {
                throw new ArgumentException($"{draft.Key}: {draft.Type} does not debit {debit.Role} against {credit.Role}.", nameof(draft));
            }

            if ((debit.Role == AccountRole.Sandbox || credit.Role == AccountRole.Sandbox) != (amount.Currency == Currency.XTS) && IsTill(debit, credit))
            {
                throw new ArgumentException($"{draft.Key}: test money and real money do not meet.", nameof(draft));
            }
        }
    }

    private static bool IsTill(AccountName debit, AccountName credit) =>
        debit.Role is AccountRole.Stripe or AccountRole.Bank or AccountRole.Sandbox || credit.Role is AccountRole.Stripe or AccountRole.Bank or AccountRole.Sandbox;

    private static async Task<Journal?> Find(MarketplaceDb db, string key, CancellationToken ct) =>
        db.Set<Journal>().Local.FirstOrDefault(j => j.Key == key)
        ?? await db.Set<Journal>().AsNoTracking().Include(j => j.Lines).FirstOrDefaultAsync(j => j.Key == key, ct);

    private static async Task<bool> Same(MarketplaceDb db, Journal earlier, JournalDraft draft, CancellationToken ct)
    {
        if (earlier.Type != draft.Type || earlier.BountyId != draft.BountyId || earlier.Lines.Count != draft.Movements.Count) return false;
        var accounts = await Accounts(db, draft.Movements, ct);
        return earlier.Lines.OrderBy(l => l.Number).Zip(draft.Movements).All(pair =>
            pair.First.DebitId == accounts[(pair.Second.Debit.Path, pair.Second.Amount.Currency)].Id
            && pair.First.CreditId == accounts[(pair.Second.Credit.Path, pair.Second.Amount.Currency)].Id
            && pair.First.Amount == pair.Second.Amount.Minor);
    }

    // Those that do not exist yet are made; the caller's save writes them.
    private static async Task<Dictionary<(string Path, Currency Currency), LedgerAccount>> Accounts(MarketplaceDb db, IReadOnlyList<Movement> movements, CancellationToken ct)
    {
        var wanted = movements.SelectMany(m => new[] { (Name: m.Debit, m.Amount.Currency), (Name: m.Credit, m.Amount.Currency) }).Distinct().ToList();
        var paths = wanted.ConvertAll(a => a.Name.Path);
        await db.Set<LedgerAccount>().Where(a => paths.Contains(a.Path)).LoadAsync(ct);
        var found = new Dictionary<(string, Currency), LedgerAccount>();
        foreach (var (name, currency) in wanted)
        {
            var account = db.Set<LedgerAccount>().Local.FirstOrDefault(a => a.Path == name.Path && a.Currency == currency);
            found[(name.Path, currency)] = account ?? db.Add(New(name, currency)).Entity;
        }

        return found;
    }

    private static LedgerAccount New(AccountName name, Currency currency) => new()
    {
        Path = name.Path, Currency = currency, Kind = ChartOfAccounts.KindOf(name.Role), IsNeverNegative = ChartOfAccounts.IsNeverNegative(name.Role),
    };

    /// <summary>The first account that would go below zero; nothing is changed yet.</summary>
    private static string? Lacking(Dictionary<(string Path, Currency Currency), LedgerAccount> accounts, IReadOnlyList<Movement> movements)
    {
        foreach (var ((path, currency), account) in accounts.Where(a => a.Value.IsNeverNegative))
        {
            var debits = movements.Where(m => m.Amount.Currency == currency && m.Debit.Path == path).Sum(m => m.Amount.Minor);
            var credits = movements.Where(m => m.Amount.Currency == currency && m.Credit.Path == path).Sum(m => m.Amount.Minor);
            var change = account.GrowsByDebit ? debits - credits : credits - debits;
            if (checked(account.Balance + change) < 0) return path;
        }

        return null;
    }

    private static void Write(Journal journal, IReadOnlyList<Movement> movements, Dictionary<(string Path, Currency Currency), LedgerAccount> accounts)
    {
        foreach (var (debit, credit, amount) in movements)
        {
            var line = Line(journal, journal.Lines.Count + 1, accounts[(debit.Path, amount.Currency)], accounts[(credit.Path, amount.Currency)], amount.Minor);
            journal.Lines.Add(line);
        }
    }

    private static JournalLine Line(Journal journal, int number, LedgerAccount debit, LedgerAccount credit, long amount)
    {
        debit.Debit(amount);
        credit.Credit(amount);
        return new() { JournalId = journal.Id, Number = number, DebitId = debit.Id, CreditId = credit.Id, Currency = debit.Currency, Amount = amount };
    }
}

/// <summary>A key was to be booked a second time with other movements: somebody's idea of what happened is wrong.</summary>
public sealed class JournalConflictException(string key) : InvalidOperationException($"Journal {key} was booked with other movements.");
