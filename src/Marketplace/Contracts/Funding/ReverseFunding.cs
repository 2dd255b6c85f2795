using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>
/// What was booked did not stay: the bank took it back, or the voucher was forged. The journal is mirrored once, as long as nothing
/// of the contract was released and nothing moved out of suspense.
/// </summary>
public sealed class ReverseFunding(Writer writer)
{
    public sealed record Input(Guid ClaimId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await ClaimAccess.Find(w, input.ClaimId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var (claim, contract) = found.Value;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (await Obstacle(w, contract, ct) is { } obstacle) return obstacle;
        var held = claim.HeldMinor;
        if (claim.Reverse(reason!) is { IsOk: false } wrong) return wrong.Refusal;
        var mirrored = await Journals.Reverse(w, claim.JournalId!.Value, $"rev:{claim.JournalId:N}", reason!, actor, ct);
        if (!mirrored.IsOk) return mirrored.Refusal;
        if (held > 0) contract.Fund(null);
        w.Record(new FundingReversed(ContractRef.Of(contract), claim.Id, mirrored.Value.Id), actor, reason);
        return default(Done);
    }, ct);

    private static async Task<Refusal?> Obstacle(Writing w, Contract contract, CancellationToken ct)
    {
        if (contract.Milestones.Exists(m => m.IsAccepted)) return new Refusal("funding.released_already");
        return await w.Db.Set<Journal>().AnyAsync(j => j.BountyId == contract.Id && j.Type == JournalType.SuspenseAssigned, ct) ? new Refusal("funding.assigned_already") : null;
    }
}
