using Marketplace.Contracts.Changes;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.TestKit;

public sealed partial class ContractScene
{
    /// <summary>Reads the new text and proposes it.</summary>
    public async Task<Result<Guid>> ProposeChange(Actor by, int months = 0, int position = 2, string? leader = null)
    {
        var due = (await Contract()).Milestones.Single(m => m.Position == position).DueOn!.Value.AddMonths(months);
        var input = new ProposeChange.Input(ContractId, [(position, due)], leader, "A machine came late", by.Name);
        var read = await With((ProposeChange u) => u.Read(input, by));
        if (!read.IsOk && read.Refusal != Refusal.NotFound) return Result<Guid>.Refused(read.Refusals);
        return await With((ProposeChange u) => u.Run(input with { TextSha256 = read.IsOk ? read.Value.Sha256 : null }, by));
    }

    public async Task<Result<ChangeStatus>> AnswerChange(Actor by, bool agrees = true)
    {
        var id = await OpenChange();
        return await With((AnswerChange u) => u.Run(new(ContractId, id, agrees, agrees ? null : "Not now", by.Name), by));
    }

    public async Task<Result<ChangeStatus>> DecideChange(Actor by, bool approves = true)
    {
        var id = await OpenChange();
        return await With((DecideChange u) => u.Run(new(ContractId, id, approves, "Both have given their reasons"), by));
    }

    private Task<Guid> OpenChange() => Read(db => db.Set<ContractChange>().Where(c => c.ContractId == ContractId).OrderByDescending(c => c.AskedAt).Select(c => c.Id).FirstOrDefaultAsync());
}
