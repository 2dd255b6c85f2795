using Marketplace.Challenges;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>Contracts for their two sides and for officers; a stranger's contract is not there.</summary>
public sealed class ContractQueries(MarketplaceDb db, LedgerQueries ledger, TimeProvider clock)
{
    /// <summary>The contracts of the actor's organisations, newest first, at most <paramref name="most"/>.</summary>
    public Task<List<ContractRow>> Own(Actor actor, int most = 200, CancellationToken ct = default)
    {
        var own = actor.Memberships.Select(m => m.OrganisationId).ToList();
        var contracts = ContractAccess.Readable(db, actor).Where(c => own.Contains(c.PublisherId) || own.Contains(c.BidderId));
        return Rows(contracts).OrderByDescending(r => r.BegunAt).ThenByDescending(r => r.Code).Take(most).ToListAsync(ct);
    }

    /// <summary>The contracts of a challenge that the actor may read.</summary>
    public Task<List<ContractRow>> OfChallenge(Guid challengeId, Actor actor, CancellationToken ct = default) =>
        Rows(ContractAccess.Readable(db, actor).Where(c => c.ChallengeId == challengeId)).OrderBy(r => r.Code).ToListAsync(ct);

    public async Task<ContractView?> One(Guid id, Actor actor, CancellationToken ct = default)
    {
        var readable = ContractAccess.Readable(db, actor).Where(c => c.Id == id);
        var contract = await readable.AsNoTracking().Include(c => c.Indicators).Include(c => c.Signatures).Include(c => c.Milestones).ThenInclude(m => m.Verdicts)
            .AsSplitQuery().FirstOrDefaultAsync(ct);
        if (contract is null) return null;
        var row = await Rows(readable).FirstAsync(ct);
        var claims = await Claims(contract, actor, ct);
        var payouts = await db.Set<Payout>().AsNoTracking().Where(p => p.ContractId == id && p.Status != PayoutStatus.Void).ToListAsync(ct);
        var files = claims.Select(c => c.FileId).Concat(contract.Milestones.Select(m => m.EvidenceFileId).OfType<Guid>()).ToList();
        var names = await db.Set<StoredFile>().AsNoTracking().Where(f => files.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, ct);
        var funds = contract.Amount is null ? null : FundsOf(await ContractMoney.Of(db, contract, ct), contract, clock.GetUtcNow());
        return new ContractView(contract, row, ContractRights.Of(contract, actor), funds, Account(contract, actor), claims, payouts, names, await ledger.Of(id, ct),
            await db.Set<PartialAcceptance>().AsNoTracking().Where(p => p.ContractId == id).OrderBy(p => p.OfferedAt).ToListAsync(ct));
    }

    internal static Funds FundsOf(ContractMoney money, Contract contract, DateTimeOffset now)
    {
        var paid = money.Amount with { Minor = contract.Milestones.Where(m => m.Status == MilestoneStatus.Paid).Sum(m => m.AmountMinor) };
        return new Funds(money.Amount, money.Received, money.Held, money.Suspense, money.Due, money.Released, paid, money.Refunds, money.Refunded, money.Recoverable, now);
    }

    // The vouchers show the publisher's bank account: the winner sees that money came in, by the funds.
    private Task<List<FundingClaim>> Claims(Contract contract, Actor actor, CancellationToken ct)
    {
        var sees = Permissions.Allows(Deed.DraftContract, actor, contract.PublisherId) || Permissions.Allows(Deed.SeeMoney, actor);
        return db.Set<FundingClaim>().AsNoTracking().Where(c => sees && c.ContractId == contract.Id).OrderBy(c => c.ClaimedAt).ToListAsync(ct);
    }

    private static string? Account(Contract contract, Actor actor)
    {
        var sees = Permissions.Allows(Deed.PerformContract, actor, contract.BidderId) || Permissions.Allows(Deed.HandleMoney, actor);
        return contract.PayeeAccount is not { } account || sees ? contract.PayeeAccount : $"…{account[Math.Max(0, account.Length - 4)..]}";
    }

    internal IQueryable<ContractRow> Rows(IQueryable<Contract> contracts) =>
        from c in contracts.AsNoTracking()
        join ch in db.Set<Challenge>() on c.ChallengeId equals ch.Id
        join p in db.Set<Organisation>() on c.PublisherId equals p.Id
        join b in db.Set<Organisation>() on c.BidderId equals b.Id
        select new ContractRow
        {
            Id = c.Id, Code = c.Code, ChallengeCode = ch.Code!, Title = ch.Title, TitleEn = ch.TitleEn, Publisher = p.Name, PublisherEn = p.NameEn, Bidder = b.Name, BidderEn = b.NameEn,
            Status = c.Status,
            Currency = c.Currency, AmountMinor = c.AmountMinor, BegunAt = c.BegunAt, FundedAt = c.FundedAt, IsDemo = ch.IsDemo,
        };
}
