using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Statements;

/// <summary>A finance officer says what a line is that is not of our bounties, such as a fee of the bank. Nothing is booked by it.</summary>
public sealed class ExplainLine(Writer writer)
{
    public sealed record Input(Guid LineId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (!Permissions.Allows(Deed.HandleMoney, actor) || await w.Db.Set<BankLine>().FirstOrDefaultAsync(l => l.Id == input.LineId, ct) is not { } line) return Refusal.NotFound;
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var explained = line.Explain(reason!, actor, w.Now);
        if (explained.IsOk) w.Record(new BankLineExplained(line.ImportId, line.Id, line.Reference, line.AmountMinor, line.Currency.Code), actor, reason);
        return explained;
    }, ct);
}
