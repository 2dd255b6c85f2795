using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Ends;

/// <summary>An officer lets the money of a contract move again, with a reason.</summary>
public sealed class ThawContract(Writer writer)
{
    public sealed record Input(Guid ContractId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await FreezeContract.Find(w, input.ContractId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var thawed = found.Value.Thaw();
        if (thawed.IsOk) w.Record(new ContractThawed(ContractRef.Of(found.Value)), actor, reason);
        return thawed;
    }, ct);
}
