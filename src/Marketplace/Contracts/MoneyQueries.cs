using Marketplace.Accounts;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>A claim of the publisher with what an officer needs beside the statement.</summary>
/// <param name="IsOwn">The reader belongs to one of the sides and keeps away.</param>
public sealed record ClaimRow(
    FundingClaim Claim, string FileName, string ContractCode, string Reference, string Publisher, string Bidder, Money Due, string ClaimedBy, string? CheckedBy, bool IsOwn, bool IsChecker);

/// <summary>A payment or refund that waits for the bank, with where it goes.</summary>
/// <param name="Milestone">Null for a refund.</param>
/// <param name="Bank">Empty for a refund: it goes back to where the money came from.</param>
public sealed record PayoutRow(Payout Payout, Milestones.Milestone? Milestone, string ContractCode, string Payee, string Bank, string Account, bool IsFrozen, bool IsOwn);

/// <summary>A contract whose money stands still.</summary>
public sealed record FrozenRow(Guid ContractId, string ContractCode, string Publisher, string Bidder, DateTimeOffset Since, string Reason);

/// <summary>Money that waits in suspense for a contract.</summary>
public sealed record SuspenseRow(Guid ContractId, string ContractCode, string Publisher, Money Suspense, Money Due, Money Recoverable, bool IsFrozen, bool IsOwn);

/// <summary>Sums over all bounties of a currency; minor units.</summary>
public sealed record MoneySums(Currency Currency, long Bank, long BankOut, long Held, long Payable, long Suspense, long Fee, long Refund, long Claim);

/// <summary>The money page.</summary>
public sealed record MoneyPage(
    IReadOnlyList<MoneySums> Sums, IReadOnlyList<ClaimRow> ToConfirm, IReadOnlyList<PayoutRow> Payouts, IReadOnlyList<SuspenseRow> InSuspense, IReadOnlyList<ClaimRow> Booked,
    IReadOnlyList<FrozenRow> Frozen, IReadOnlyList<ReconciliationRun> Compared, int OpenLines);

/// <summary>What finance officers work on, and what those who watch over them see.</summary>
public sealed class MoneyQueries(MarketplaceDb db)
{
    /// <summary>Rows of each list; what is older comes first where it waits.</summary>
    public const int Most = 100;

    private static readonly FundingClaimStatus[] Waiting = [FundingClaimStatus.Claimed, FundingClaimStatus.Checked];
    private static readonly PayoutStatus[] OpenPayouts = [PayoutStatus.Planned, PayoutStatus.Ordered, PayoutStatus.Returned];

    public static bool MayRead(Actor actor) => Permissions.Allows(Deed.SeeMoney, actor);

    // What the card rail carries stands on a page of its own: nobody orders it at the bank too.
    private IQueryable<Payout> ByBank => db.Set<Payout>().Where(p => !db.Set<PaymentOp>().Any(o => o.PayoutId == p.Id && o.State != OpState.Void));

    /// <summary>How much waits for a finance officer: claims and payments.</summary>
    public async Task<(int Claims, int Payouts)> Counts(CancellationToken ct = default) => (
        await db.Set<FundingClaim>().CountAsync(c => Waiting.Contains(c.Status), ct),
        await ByBank.CountAsync(p => OpenPayouts.Contains(p.Status), ct));

    /// <summary>Null where the actor does not see money.</summary>
    public async Task<MoneyPage?> Page(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return null;
        var waiting = await db.Set<FundingClaim>().AsNoTracking().Where(c => Waiting.Contains(c.Status)).OrderBy(c => c.ClaimedAt).Take(Most).ToListAsync(ct);
        var booked = await db.Set<FundingClaim>().AsNoTracking().Where(c => c.Status == FundingClaimStatus.Booked).OrderByDescending(c => c.BookedAt).Take(20).ToListAsync(ct);
        var settled = await ByBank.AsNoTracking().Where(p => p.Status == PayoutStatus.Settled).OrderByDescending(p => p.SettledAt).Take(20).ToListAsync(ct);
        var payouts = await ByBank.AsNoTracking().Where(p => OpenPayouts.Contains(p.Status)).OrderBy(p => p.PlannedAt).Take(Most).ToListAsync(ct);
        var suspended = await db.Set<FundingClaim>().AsNoTracking().Where(c => c.Status == FundingClaimStatus.Booked && c.SuspenseMinor > 0)
            .Select(c => c.ContractId).Distinct().OrderBy(id => id).Take(Most).ToListAsync(ct);
        List<Payout> allPayouts = [.. payouts, .. settled];
        var contracts = await Contracts(waiting.Concat(booked).Select(c => c.ContractId).Concat(allPayouts.Select(p => p.ContractId)).Concat(suspended), ct);
        var claims = await ClaimRows([.. waiting, .. booked], contracts, actor, ct);
        return new MoneyPage(await Sums(ct), [.. claims.Take(waiting.Count)], PayoutRows(allPayouts, contracts, actor),
            [.. suspended.Select(id => Suspense(contracts[id], actor))], [.. claims.Skip(waiting.Count)], await Frozen(ct), await Compared(ct),
            await db.Set<BankLine>().CountAsync(l => l.Status == BankLineStatus.Suspense || l.Status == BankLineStatus.ToDecide, ct));
    }

    // The last run of either kind.
    private Task<List<ReconciliationRun>> Compared(CancellationToken ct) => db.Set<ReconciliationRun>().AsNoTracking().Include(r => r.Differences.OrderBy(d => d.Number).Take(Most))
        .Where(r => !db.Set<ReconciliationRun>().Any(later => later.IsFull == r.IsFull && later.At > r.At)).OrderBy(r => r.IsFull).ThenByDescending(r => r.Id).ToListAsync(ct);

    private Task<List<FrozenRow>> Frozen(CancellationToken ct) => (
        from c in db.Set<Contract>()
        join p in db.Set<Organisation>() on c.PublisherId equals p.Id
        join b in db.Set<Organisation>() on c.BidderId equals b.Id
        where c.FrozenAt != null
        orderby c.FrozenAt
        select new FrozenRow(c.Id, c.Code, p.Name, b.Name, c.FrozenAt!.Value, c.FreezeReason!)).Take(Most).ToListAsync(ct);

    private async Task<List<ClaimRow>> ClaimRows(List<FundingClaim> claims, Dictionary<Guid, Sides> contracts, Actor actor, CancellationToken ct)
    {
        var people = claims.Select(c => c.ClaimedById).Concat(claims.Select(c => c.CheckedById).OfType<Guid>()).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var files = claims.ConvertAll(c => c.FileId);
        var fileNames = await db.Set<Files.StoredFile>().AsNoTracking().Where(f => files.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, ct);
        return claims.ConvertAll(c =>
        {
            var sides = contracts[c.ContractId];
            return new ClaimRow(c, fileNames.GetValueOrDefault(c.FileId, ""), sides.Contract.Code, sides.Contract.Reference, sides.Publisher, sides.Bidder, sides.Due,
                names.GetValueOrDefault(c.ClaimedById, ""), c.CheckedById is { } by ? names.GetValueOrDefault(by) : null,
                IsOwn(sides, actor) || c.ClaimedById == actor.PersonId, c.CheckedById is not null && c.CheckedById == actor.PersonId);
        });
    }

    private static List<PayoutRow> PayoutRows(List<Payout> payouts, Dictionary<Guid, Sides> contracts, Actor actor) => payouts.ConvertAll(p =>
    {
        var sides = contracts[p.ContractId];
        var (code, isFrozen, isOwn) = (sides.Contract.Code, sides.Contract.IsFrozen, IsOwn(sides, actor));
        return p.IsRefund
            ? new PayoutRow(p, null, code, sides.Publisher, "", "", isFrozen, isOwn)
            : new PayoutRow(p, sides.Contract.Milestones.First(m => m.Id == p.MilestoneId), code, sides.Bidder, sides.Contract.PayeeBank ?? "",
                sides.Contract.PayeeAccount ?? "", isFrozen, isOwn);
    });

    private static SuspenseRow Suspense(Sides sides, Actor actor) =>
        new(sides.Contract.Id, sides.Contract.Code, sides.Publisher, sides.Suspense, sides.Due, sides.Money.Recoverable, sides.Contract.IsFrozen, IsOwn(sides, actor));

    private static bool IsOwn(Sides sides, Actor actor) => ContractAccess.IsOfOneSide(sides.Contract, actor);

    private async Task<Dictionary<Guid, Sides>> Contracts(IEnumerable<Guid> wanted, CancellationToken ct)
    {
        var ids = wanted.Distinct().ToList();
        var contracts = await db.Set<Contract>().AsNoTracking().Include(c => c.Milestones).Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        var sides = contracts.SelectMany(c => new[] { c.PublisherId, c.BidderId }).Distinct().ToList();
        var names = await db.Set<Organisation>().AsNoTracking().Where(o => sides.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var money = await ContractMoney.Of(db, contracts, ct);
        return contracts.ToDictionary(c => c.Id, c => new Sides(c, names[c.PublisherId], names[c.BidderId], money[c.Id]));
    }

    private async Task<List<MoneySums>> Sums(CancellationToken ct)
    {
        // Accounts of bounties and milestones are many; the database adds them up, each currency for itself.
        var balances = await db.Set<LedgerAccount>().GroupBy(a => new
        {
            a.Currency,
            Role = a.Path.StartsWith("bank:") ? "bank" : a.Path.StartsWith("held:") ? "held" : a.Path.StartsWith("payable:") ? "payable"
                : a.Path.StartsWith("refund:") ? "refund" : a.Path.StartsWith("claim:") ? "claim" : a.Path,
        }).Select(g => new RoleSum(g.Key.Currency, g.Key.Role, g.Sum(a => a.Balance))).ToListAsync(ct);
        return [.. balances.GroupBy(b => b.Currency).OrderBy(g => g.Key.Code, StringComparer.Ordinal).Select(g => new MoneySums(
            g.Key, Of(g, AccountRole.Bank), Of(g, AccountRole.BankOut), Of(g, AccountRole.Held), Of(g, AccountRole.Payable), Of(g, AccountRole.Suspense), Of(g, AccountRole.Fee), Of(g, AccountRole.Refund), Of(g, AccountRole.Claim)))];

        static long Of(IEnumerable<RoleSum> sums, AccountRole role) => sums.Where(s => s.Role == ChartOfAccounts.Word(role)).Sum(s => s.Minor);
    }

    private sealed record RoleSum(Currency Currency, string Role, long Minor);

    private sealed record Sides(Contract Contract, string Publisher, string Bidder, ContractMoney Money)
    {
        public Money Due => Money.Due;
        public Money Suspense => Money.Suspense;
    }
}
