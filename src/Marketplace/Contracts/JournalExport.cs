using System.Runtime.CompilerServices;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>A movement of a journal for accountants: accounts of bounties and milestones under the code of their contract.</summary>
public sealed record ExportedMovement(JournalView Journal, int Number, string? Contract, string Debit, AccountKind DebitKind, string Credit, AccountKind CreditKind, Money Amount);

/// <summary>The whole ledger, the oldest first, for those who see money.</summary>
public sealed class JournalExport(MarketplaceDb db, LedgerQueries ledger)
{
    public async IAsyncEnumerable<ExportedMovement> All(Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!MoneyQueries.MayRead(actor)) yield break;
        var owners = await Owners(ct);
        await foreach (var journal in ledger.All(ct))
        {
            foreach (var (i, m) in journal.Movements.Index())
            {
                var contract = journal.BountyId is { } bounty ? owners.GetValueOrDefault(bounty.ToString("D")) : null;
                yield return new(journal, i + 1, contract, Named(m.Debit, owners), Kind(m.Debit), Named(m.Credit, owners), Kind(m.Credit), new Money(m.Minor, m.Currency));
            }
        }
    }

    // What stands behind the colon of a path names its owner by an id.
    private async Task<Dictionary<string, string>> Owners(CancellationToken ct)
    {
        var contracts = await db.Set<Contract>().AsNoTracking().Select(c => new { c.Id, c.Code }).ToDictionaryAsync(c => c.Id, c => c.Code, ct);
        var milestones = await db.Set<Milestone>().AsNoTracking().Select(m => new { m.Id, m.ContractId, m.Position }).ToListAsync(ct);
        return contracts.Select(c => (Id: c.Key, Name: c.Value)).Concat(milestones.Select(m => (m.Id, Name: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{contracts[m.ContractId]}:{m.Position}"))))
            .ToDictionary(o => o.Id.ToString("D"), o => o.Name, StringComparer.Ordinal);
    }

    private static string Named(string path, Dictionary<string, string> owners)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && owners.TryGetValue(path[(colon + 1)..], out var name) ? $"{path[..colon]}:{name}" : path;
    }

    private static AccountKind Kind(string path)
    {
        var word = path.Split(':')[0];
        return ChartOfAccounts.KindOf(Enum.GetValues<AccountRole>().First(role => ChartOfAccounts.Word(role) == word));
    }
}
