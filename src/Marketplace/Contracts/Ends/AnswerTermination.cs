using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Changes;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;

namespace Marketplace.Contracts.Ends;

/// <summary>
/// The other side, or the operator for cause, answers. With consent the contract ends: what was accepted stays and is paid, open
/// milestones are void, and what is still held goes back to the publisher by one refund.
/// </summary>
public sealed class AnswerTermination(Writer writer)
{
    /// <param name="TerminationId">The one that was read; another one now is stale.</param>
    public sealed record Input(Guid ContractId, Guid TerminationId, bool Agrees, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (await TerminationAccess.Open(w.Db, contract.Id, ct) is not { } asked) return TerminationAccess.MayEver(contract, actor) ? new Refusal("termination.none") : Refusal.NotFound;
        if (!TerminationAccess.MayAnswer(asked, contract, actor)) return Refusal.NotFound;
        if (asked.Id != input.TerminationId) return Refusal.Stale;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (asked.Move(input.Agrees ? TerminationAction.Agree : TerminationAction.Decline, reason, actor, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        if (input.Agrees) return await End(w, contract, asked, reason!, actor, ct);
        w.Record(new TerminationDeclined(ContractRef.Of(contract), asked.Id, asked.Ground, asked.Party), actor, reason);
        return default(Done);
    }, ct);

    private static async Task<Result<Done>> End(Writing w, Contract contract, Termination asked, string reason, Actor actor, CancellationToken ct)
    {
        // Whose money it is may be what the freeze is about.
        if (contract.Frozen is { } frozen) return frozen;
        if (await CardDisputes.IsOpen(w.Db, contract.Id, ct)) return new Refusal("card.disputed");
        if (contract.Milestones.Count > 0 && contract.Milestones.TrueForAll(m => m.IsAccepted)) return new Refusal("termination.all_accepted");
        var open = contract.Milestones.Count(m => m.IsOpen);
        if (contract.Terminate(asked.Cause, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        // A change on its way has nothing left to change.
        if (await ChangeAccess.Open(w.Db, contract.Id, ct) is { } change) _ = change.Withdraw(w.Now).Value;
        w.Record(new ContractTerminated(ContractRef.Of(contract), asked.Ground, asked.Cause, asked.Outcome, open), actor, reason);
        var refunded = await RefundRest(w, contract, actor, ct);
        return refunded.IsOk ? await ChallengeEnd.Follow(w, contract, ct) : refunded;
    }

    private static async Task<Result<Done>> RefundRest(Writing w, Contract contract, Actor actor, CancellationToken ct)
    {
        if (contract.Amount is null) return default(Done);
        var held = (await ContractMoney.Of(w.Db, contract, ct)).Held;
        if (held.Minor == 0) return default(Done);
        var movement = new Movement(AccountName.Held(contract.Id), AccountName.Refund(contract.Id), held);
        var posted = await Journals.Post(w, new JournalDraft($"cancel:{contract.Id:N}", JournalType.Cancelled, [movement]) { BountyId = contract.Id }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        var refund = Payout.Refund(contract, PayoutKind.Rest, held.Minor, w.Now);
        w.Db.Add(refund);
        await CardPayouts.Plan(w, contract, refund, actor, ct);
        w.Record(new RefundPlanned(ContractRef.Of(contract), refund.Id, refund.Kind, held.Minor, held.Currency.Code), actor);
        return default(Done);
    }
}
