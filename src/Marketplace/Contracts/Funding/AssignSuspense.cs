using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>
/// A finance officer puts what waits in suspense for a contract where it belongs: to what is held, once it makes up the whole that is
/// due, or against what is to be recovered from the publisher.
/// </summary>
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
        if (contract.ConcludedAt is null) return new Refusal("funding.not_concluded");
        var money = await ContractMoney.Of(w.Db, contract, ct);
        var isDue = money.Due.Minor > 0;
        var wanted = isDue ? money.Due : money.Recoverable;
        if (wanted.Minor <= 0) return new Refusal("funding.whole");
        if (money.Suspense < wanted) return new Refusal("funding.suspense_short", null, wanted - money.Suspense);
        return await Assign(w, contract, wanted, isDue, reason!, actor, ct);
    }, ct);

    private static async Task<Result<Done>> Assign(Writing w, Contract contract, Money amount, bool isDue, string reason, Actor actor, CancellationToken ct)
    {
        var movement = new Movement(BankAccounts.Suspense, isDue ? AccountName.Held(contract.Id) : AccountName.Claim(contract.Id), amount);
        var type = isDue ? JournalType.SuspenseAssigned : JournalType.ClaimRecovered;
        var posted = await Journals.Post(w, new JournalDraft(await Key(w, contract, type, ct), type, [movement]) { BountyId = contract.Id, Note = Note(reason) }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        var left = amount.Minor;
        foreach (var claim in await InSuspense(w, contract.Id, ct))
        {
            var part = Math.Min(left, claim.SuspenseMinor);
            claim.Assign(part);
            left -= part;
        }

        if (isDue) contract.Fund(w.Now);
        w.Record(new FundingAssigned(ContractRef.Of(contract), amount.Minor, amount.Currency.Code), actor, reason);
        return default(Done);
    }

    /// <summary>Claims of the contract of which something waits in suspense, the oldest first.</summary>
    internal static Task<List<FundingClaim>> InSuspense(Writing w, Guid contractId, CancellationToken ct) => w.Db.Set<FundingClaim>()
        .Where(c => c.ContractId == contractId && c.Status == FundingClaimStatus.Booked && c.SuspenseMinor > 0).OrderBy(c => c.BookedAt).ToListAsync(ct);

    /// <summary>Numbered within the contract: the same may happen again with other money.</summary>
    internal static async Task<string> Key(Writing w, Contract contract, JournalType type, CancellationToken ct)
    {
        var earlier = await w.Db.Set<Journal>().CountAsync(j => j.BountyId == contract.Id && j.Type == type, ct);
        var word = type switch { JournalType.SuspenseAssigned => "assign", JournalType.ClaimRecovered => "recover", _ => "giveback" };
        return string.Create(CultureInfo.InvariantCulture, $"{word}:{contract.Id:N}:{earlier + 1}");
    }

    internal static string Note(string reason) => reason.Length <= LedgerMap.MaxNote ? reason : reason[..LedgerMap.MaxNote];
}
