using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Milestones;

/// <summary>
/// Where the signed contract says so, a publisher that says nothing about a milestone accepts it when its days are over. It is told
/// three times before, and never is the acceptance less than a day behind the last time, whatever the clock missed.
/// </summary>
public sealed class SilenceClock(MarketplaceDb db, Writer writer, TimeProvider clock) : IJob
{
    /// <summary>Days before the end at which the publisher is told; ours.</summary>
    private static readonly int[] WarnedBefore = [7, 3, 1];

    private const int MostAtOnce = 200;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (contractId, milestoneId) in await Waiting(now, ct)) _ = await writer.Write(w => Tick(w, contractId, milestoneId, ct), ct);
    }

    // Read without the lock: the clock of one milestone is looked at again inside its own transaction.
    private async Task<List<(Guid Contract, Guid Milestone)>> Waiting(DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await (
            from m in db.Set<Milestone>().AsNoTracking()
            join c in db.Set<Contract>() on m.ContractId equals c.Id
            where m.Status == MilestoneStatus.Submitted && c.Status == ContractStatus.InProgress && c.SilenceDays != null && c.FrozenAt == null && c.FundedAt != null
                // An offer to accept a part is no silence.
                && !db.Set<PartialAcceptance>().Any(p => p.MilestoneId == m.Id && p.Status == PartStatus.Proposed)
            orderby m.SubmittedAt
            select new { Milestone = m, c.SilenceDays }).ToListAsync(ct);
        return [.. waiting.Where(x => IsDue(x.Milestone, x.SilenceDays!.Value, now)).Take(MostAtOnce).Select(x => (x.Milestone.ContractId, x.Milestone.Id))];
    }

    private static async Task<Result<Done>> Tick(Writing w, Guid contractId, Guid milestoneId, CancellationToken ct)
    {
        var contract = await w.Db.Set<Contract>().Include(c => c.Milestones).FirstAsync(c => c.Id == contractId, ct);
        var milestone = contract.Milestones.First(m => m.Id == milestoneId);
        if (milestone.Status != MilestoneStatus.Submitted || contract.SilenceDays is not { } days || !IsDue(milestone, days, w.Now) || await OfferPart.Open(w.Db, milestone.Id, ct) is not null) return default(Done);
        if (milestone.SilenceWarnings < WarnedBefore.Length)
        {
            milestone.WarnOfSilence(w.Now);
            w.Record(new MilestoneSilenceNear(ContractRef.Of(contract), milestone.Id, milestone.Position, milestone.SilenceWarnings, EndOf(milestone, days, w.Now)), Actor.System);
            return default(Done);
        }

        if (await AcceptMilestone.Obstacle(w.Db, contract, ct) is { } obstacle) return obstacle;
        if (milestone.AcceptBySilence(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new MilestoneAcceptedBySilence(ContractRef.Of(contract), milestone.Id, milestone.Position), Actor.System);
        var released = await AcceptMilestone.Release(w, contract, milestone, Actor.System, ct);
        return released.IsOk ? default(Done) : released.Refusal;
    }

    private static bool IsDue(Milestone milestone, int days, DateTimeOffset now)
    {
        var end = milestone.SubmittedAt!.Value.AddDays(days);
        return milestone.SilenceWarnings < WarnedBefore.Length
            ? now >= end.AddDays(-WarnedBefore[milestone.SilenceWarnings]) && !(now < milestone.SilenceWarnedAt?.AddDays(1))
            : now >= end && now >= milestone.SilenceWarnedAt!.Value.AddDays(1);
    }

    /// <summary>When silence will be acceptance, if it is told now for the n-th time: later than the days say where a clock stood still.</summary>
    private static DateTimeOffset EndOf(Milestone milestone, int days, DateTimeOffset now)
    {
        var (end, earliest) = (milestone.SubmittedAt!.Value.AddDays(days), now.AddDays(WarnedBefore.Length - milestone.SilenceWarnings + 1));
        return end > earliest ? end : earliest;
    }
}
