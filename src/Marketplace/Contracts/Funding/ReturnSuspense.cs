using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;

namespace Marketplace.Contracts.Funding;

/// <summary>A finance officer sends back to the publisher all that waits in suspense for a contract: one refund is planned for it.</summary>
public sealed class ReturnSuspense(Writer writer)
{
    public sealed record Input(Guid ContractId, string? Reason);

    /// <returns>The planned refund.</returns>
    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.CanHandleMoney(contract, actor) is { IsOk: false } refused) return refused.Refusal;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (contract.Frozen is { } frozen) return frozen;
        var claims = await AssignSuspense.InSuspense(w, contract.Id, ct);
        var amount = new Money(claims.Sum(c => c.SuspenseMinor), contract.Currency);
        if (amount.Minor == 0) return new Refusal("funding.nothing_in_suspense");
        return await GiveBack(w, contract, claims, amount, reason!, actor, ct);
    }, ct);

    private static async Task<Result<Guid>> GiveBack(Writing w, Contract contract, List<FundingClaim> claims, Money amount, string reason, Actor actor, CancellationToken ct)
    {
        // What the publisher owes is settled first: nothing goes back to a debtor.
        if ((await ContractMoney.Of(w.Db, contract, ct)).Recoverable.Minor > 0) return new Refusal("funding.recover_first");
        var key = await AssignSuspense.Key(w, contract, JournalType.SuspenseReturned, ct);
        var movement = new Movement(BankAccounts.Suspense, AccountName.Refund(contract.Id), amount);
        var posted = await Journals.Post(w, new JournalDraft(key, JournalType.SuspenseReturned, [movement]) { BountyId = contract.Id, Note = AssignSuspense.Note(reason) }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        foreach (var claim in claims) claim.GiveBack();
        var refund = Payout.Refund(contract, PayoutKind.Surplus, amount.Minor, w.Now);
        w.Db.Add(refund);
        w.Record(new RefundPlanned(ContractRef.Of(contract), refund.Id, refund.Kind, amount.Minor, amount.Currency.Code), actor, reason);
        return refund.Id;
    }
}
