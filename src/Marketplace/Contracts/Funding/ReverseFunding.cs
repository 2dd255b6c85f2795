using Marketplace.Contracts.Ends;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>
/// What was booked did not stay: the bank took it back, or the voucher was forged. While nothing of it has moved on, the journal is
/// mirrored. After that the loss is booked where the money still is, the rest is to be recovered, and the contract is frozen.
/// </summary>
public sealed class ReverseFunding(Writer writer)
{
    public sealed record Input(Guid ClaimId, string? Reason);

    // After these the booked amounts are no longer where the first journal put them.
    private static readonly JournalType[] MovedOn =
        [JournalType.Released, JournalType.SuspenseAssigned, JournalType.SuspenseReturned, JournalType.ClaimRecovered, JournalType.Cancelled, JournalType.FundingLost];

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await ClaimAccess.Find(w, input.ClaimId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var (claim, contract) = found.Value;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (claim.Reverse(reason!) is { IsOk: false } wrong) return wrong.Refusal;
        var hasMoved = await w.Db.Set<Journal>().AnyAsync(j => j.BountyId == contract.Id && MovedOn.Contains(j.Type), ct);
        var booked = hasMoved ? await LostFunding.Book(w, claim, contract, reason!, actor, ct) : await Mirror(w, claim, contract, reason!, actor, ct);
        if (!booked.IsOk) return booked.Refusal;
        w.Record(new FundingReversed(ContractRef.Of(contract), claim.Id, booked.Value), actor, reason);
        return hasMoved && !contract.IsFrozen ? FreezeContract.Freeze(w, contract, reason!, actor) : default(Done);
    }, ct);

    private static async Task<Result<Guid>> Mirror(Writing w, FundingClaim claim, Contract contract, string reason, Actor actor, CancellationToken ct)
    {
        var mirrored = await Journals.Reverse(w, claim.JournalId!.Value, $"rev:{claim.JournalId:N}", AssignSuspense.Note(reason), actor, ct);
        if (!mirrored.IsOk) return mirrored.Refusal;
        if (claim.HeldMinor > 0) contract.Fund(null);
        return mirrored.Value.Id;
    }
}
