using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>A finance officer puts what waits in suspense for a contract where it belongs, once it makes up the whole that is due.</summary>
public sealed class AssignSuspense(Writer writer)
{
    public sealed record Input(Guid ContractId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.CanHandleMoney(contract, actor) is { IsOk: false } refused) return refused.Refusal;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (contract.Status != ContractStatus.InProgress) return new Refusal("funding.not_concluded");
        var money = await ContractMoney.Of(w.Db, contract, ct);
        if (money.Due.Minor <= 0) return new Refusal("funding.whole");
        if (money.Suspense < money.Due) return new Refusal("funding.suspense_short", null, money.Due - money.Suspense);
        return await Assign(w, contract, money.Due, reason!, actor, ct);
    }, ct);

    private static async Task<Result<Done>> Assign(Writing w, Contract contract, Money due, string reason, Actor actor, CancellationToken ct)
    {
        var earlier = await w.Db.Set<Journal>().CountAsync(j => j.BountyId == contract.Id && j.Type == JournalType.SuspenseAssigned, ct);
        var key = string.Create(CultureInfo.InvariantCulture, $"assign:{contract.Id:N}:{earlier + 1}");
        var posted = await Journals.Post(w, new JournalDraft(key, JournalType.SuspenseAssigned, [new(BankAccounts.Suspense, AccountName.Held(contract.Id), due)])
        {
            BountyId = contract.Id, Note = reason.Length <= LedgerMap.MaxNote ? reason : reason[..LedgerMap.MaxNote],
        }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        var claims = await w.Db.Set<FundingClaim>().Where(c => c.ContractId == contract.Id && c.Status == FundingClaimStatus.Booked && c.SuspenseMinor > 0).OrderBy(c => c.BookedAt).ToListAsync(ct);
        var left = due.Minor;
        foreach (var claim in claims)
        {
            var part = Math.Min(left, claim.SuspenseMinor);
            claim.Assign(part);
            left -= part;
        }

        contract.Fund(w.Now);
        w.Record(new FundingAssigned(ContractRef.Of(contract), due.Minor, due.Currency.Code), actor, reason);
        return default(Done);
    }
}
