using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Milestones;

/// <summary>The winner hands in what it has done for a milestone: a text, and a file where one is needed.</summary>
public sealed class SubmitEvidence(Writer writer, MarketplaceDb db, FileStore store)
{
    /// <param name="Content">Null where no file comes along.</param>
    public sealed record Input(Guid ContractId, Guid MilestoneId, string? Evidence, Stream? Content = null, string? FileName = null);

    public static readonly FileLimits Limits = new() { MaxBytes = 50L << 20 };

    public async Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        var contract = await ContractAccess.Readable(db, actor).AsNoTracking().FirstOrDefaultAsync(c => c.Id == input.ContractId, ct);
        if (contract is null || !ContractAccess.Speaks(contract, Deed.PerformContract, actor)) return Refusal.NotFound;
        if (Faults(input) is { Count: > 0 } found) return found;
        if (input.Content is null) return await writer.Write(w => Submit(w, input, null, actor, ct), ct);
        var received = await store.Receive(input.Content, input.FileName, Limits, ct);
        if (!received.IsOk) return Result<Done>.Refused([.. received.Refusals.Select(r => r.At("File"))]);
        using var file = received.Value;
        var submitted = await writer.Write(w => Submit(w, input, file, actor, ct), ct);
        if (submitted.IsOk) file.Settle();
        return submitted;
    }

    private static async Task<Result<Done>> Submit(Writing w, Input input, ReceivedFile? file, Actor actor, CancellationToken ct)
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract || !ContractAccess.Speaks(contract, Deed.PerformContract, actor)) return Refusal.NotFound;
        if (contract.Milestones.Find(m => m.Id == input.MilestoneId) is not { } milestone) return Refusal.NotFound;
        if (contract.Status != ContractStatus.InProgress) return new Refusal("contract.not_in_progress");
        var stored = MilestoneLifecycle.Next(milestone.Status, MilestoneAction.Submit).IsOk ? file?.Keep(actor.PersonId, w.Now) : null;
        if (milestone.Submit(TypedText.Tidy(input.Evidence)!, stored?.Id, actor, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        if (stored is not null) w.Db.Add(stored);
        w.Record(new MilestoneSubmitted(ContractRef.Of(contract), milestone.Id, milestone.Position, milestone.Submissions), actor);
        return default(Done);
    }

    private static List<Refusal> Faults(Input input)
    {
        var found = new List<Refusal>();
        TypedText.Require(found, input.Evidence, nameof(input.Evidence));
        TypedText.Check(found, input.Evidence, ContractRules.MaxEvidence, nameof(input.Evidence));
        return found;
    }
}
