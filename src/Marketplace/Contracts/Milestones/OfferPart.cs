using System.Text.Json;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Milestones;

/// <summary>The publisher offers to accept a part of what was handed in: so much is released, and the rest is due on another day. The winner answers.</summary>
public sealed class OfferPart(Writer writer)
{
    /// <param name="Amount">As typed: the part that is released.</param>
    public sealed record Input(Guid ContractId, Guid MilestoneId, string? Amount, DateOnly? RestDueOn, string? Reason, IReadOnlyList<AcceptMilestone.Finding> Findings);

    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (!ContractAccess.Speaks(contract, Deed.AcceptMilestone, actor)) return Refusal.NotFound;
        if (contract.Milestones.Find(m => m.Id == input.MilestoneId) is not { } milestone) return Refusal.NotFound;
        if (MilestoneLifecycle.Next(milestone.Status, MilestoneAction.Accept) is { IsOk: false } wrong) return wrong.Refusal;
        if (await AcceptMilestone.Obstacle(w.Db, contract, ct) is { } obstacle) return obstacle;
        var faults = VerdictRules.Check(input.Findings, contract, milestone, isWhole: false);
        var part = AmountText.Parse(input.Amount, contract.Currency, nameof(input.Amount));
        faults.AddRange(part.Refusals);
        if (part.IsOk && (part.Value.Minor <= 0 || part.Value.Minor >= milestone.AmountMinor)) faults.Add(new Refusal("part.amount", nameof(input.Amount)));
        if (input.RestDueOn is not { } due) faults.Add(new Refusal("field.required", nameof(input.RestDueOn)));
        else if (due < ShanghaiTime.DayOf(w.Now) || due > ShanghaiTime.DayOf(w.Now).AddYears(1)) faults.Add(new Refusal("part.day", nameof(input.RestDueOn)));
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        if (await Open(w.Db, milestone.Id, ct) is { } before)
        {
            _ = before.Move(PartStatus.Withdrawn, null, actor, w.Now).Value;
            // Only one is open: the older one leaves the index first.
            await w.Db.SaveChangesAsync(ct);
        }

        var offer = new PartialAcceptance
        {
            ContractId = contract.Id, MilestoneId = milestone.Id, PartMinor = part.Value.Minor, RestDueOn = input.RestDueOn!.Value, Reason = reason!,
            FindingsJson = JsonSerializer.Serialize(input.Findings), OfferedById = actor.PersonId!.Value, OfferedAt = w.Now,
        };
        w.Db.Add(offer);
        w.Record(new PartOffered(ContractRef.Of(contract), milestone.Id, milestone.Position, offer.PartMinor), actor, reason);
        return offer.Id;
    }, ct);

    internal static Task<PartialAcceptance?> Open(MarketplaceDb db, Guid milestoneId, CancellationToken ct) =>
        db.Set<PartialAcceptance>().FirstOrDefaultAsync(p => p.MilestoneId == milestoneId && p.Status == PartStatus.Proposed, ct);
}
