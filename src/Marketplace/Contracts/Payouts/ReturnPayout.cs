using Marketplace.Challenges;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Payouts;

/// <summary>
/// The bank sent a payment back, before or after its statement showed it. The money is owed again, and a person orders it anew. What
/// was settled by it is open again: money that has moved is booked, whatever stood on the page.
/// </summary>
public sealed class ReturnPayout(Writer writer)
{
    /// <param name="ReturnNumber">The bank's number of the return.</param>
    public sealed record Input(Guid PayoutId, string? ReturnNumber, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await PayoutAccess.Find(w, input.PayoutId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var (payout, contract) = found.Value;
        var faults = new List<Refusal>();
        var number = ContractRules.BankNumber(input.ReturnNumber, nameof(input.ReturnNumber), faults);
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (await Journals.Holds(w.Db, ct, Key(number!))) return new Refusal("payout.return_used", nameof(input.ReturnNumber));
        var bankLine = await BankLines.Find(w.Db, number!, ct);
        if (BankLines.Disagreement(bankLine, payout.NetMinor, payout.Currency, null) is { } differs) return differs.At(nameof(input.ReturnNumber));
        // Money that came in on a statement had left on one before.
        if (bankLine is not null && payout.Status == PayoutStatus.Ordered) return new Refusal("payout.settle_first", nameof(input.ReturnNumber));
        return await Book(w, payout, contract, number!, reason!, bankLine, actor, ct);
    }, ct);

    /// <summary>Before the bank's number of the line; a key is never booked twice.</summary>
    internal const string KeyStart = "ret:";

    internal static string Key(string number) => KeyStart + number;

    /// <param name="bankLine">The line of an imported statement; null where it is only typed.</param>
    internal static async Task<Result<Done>> Book(Writing w, Payout payout, Contract contract, string number, string reason, BankLine? bankLine, Actor actor, CancellationToken ct)
    {
        var wasSettled = payout.Status == PayoutStatus.Settled;
        if (payout.Return(reason, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        var movement = new Movement(From(wasSettled, bankLine), payout.OwedBy, payout.Net);
        var posted = await Journals.Post(w, new JournalDraft(Key(number), JournalType.PayoutReturned, [movement]) { BountyId = contract.Id }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        bankLine?.MatchPayout(contract.Id, payout.Id, posted.Value.Id);
        w.Record(Returned(contract, payout), actor, reason);
        return wasSettled && !payout.IsRefund ? await TakeBack(w, contract, payout, actor, ct) : default(Done);
    }

    private static AccountName From(bool wasSettled, BankLine? bankLine) =>
        bankLine?.Status == BankLineStatus.Suspense ? BankAccounts.Suspense : wasSettled ? BankAccounts.Main : BankAccounts.Out;

    private static ContractEvent Returned(Contract contract, Payout payout) => payout.IsRefund
        ? new RefundReturned(ContractRef.Of(contract), payout.Id)
        : new PayoutReturned(ContractRef.Of(contract), payout.Id, OrderPayout.PositionOf(contract, payout));

    internal static async Task<Result<Done>> TakeBack(Writing w, Contract contract, Payout payout, Actor actor, CancellationToken ct)
    {
        if (contract.Milestones.First(m => m.Id == payout.MilestoneId).TakeBackPayment() is { IsOk: false } wrong) return wrong.Refusal;
        if (contract.Status != ContractStatus.Settled) return default(Done);
        _ = contract.Reopen().Value;
        w.Record(new ContractReopened(ContractRef.Of(contract)), actor);
        var challenge = await w.Db.Set<Challenge>().FirstAsync(c => c.Id == contract.ChallengeId, ct);
        if (challenge.Status != ChallengeStatus.Settled) return default(Done);
        _ = challenge.Move(ChallengeAction.Reopen, Actor.System, w.Now).Value;
        w.Record(new ChallengeReopened(challenge.Id, challenge.PublisherId, challenge.Code), Actor.System);
        return default(Done);
    }
}
