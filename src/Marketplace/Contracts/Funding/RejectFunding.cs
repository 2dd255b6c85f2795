using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Funding;

/// <summary>A finance officer finds no such money, or no such voucher. Nothing was booked and nothing is.</summary>
public sealed class RejectFunding(Writer writer)
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
        if (claim.Reject(reason!) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new FundingRejected(ContractRef.Of(contract), claim.Id), actor, reason);
        return default(Done);
    }, ct);
}
