using System.Text.Json;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Contracts.Milestones;

/// <summary>The winner answers the offer to accept a part. With its word the part is released at once, and the rest stays held as a milestone of its own.</summary>
public sealed class AnswerPart(Writer writer)
{
    /// <param name="OfferId">The one that was read; another one now is stale.</param>
    public sealed record Input(Guid ContractId, Guid MilestoneId, Guid OfferId, bool Agrees, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (!ContractAccess.Speaks(contract, Deed.PerformContract, actor)) return Refusal.NotFound;
        if (contract.Milestones.Find(m => m.Id == input.MilestoneId) is not { } milestone) return Refusal.NotFound;
        if (await OfferPart.Open(w.Db, milestone.Id, ct) is not { } offer) return new Refusal("part.none");
        if (offer.Id != input.OfferId) return Refusal.Stale;
        return input.Agrees ? await Agree(w, contract, milestone, offer, actor, ct) : Decline(w, contract, milestone, offer, input, actor);
    }, ct);

    private static Result<Done> Decline(Writing w, Contract contract, Milestone milestone, PartialAcceptance offer, Input input, Actor actor)
    {
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        if (faults.Count > 0) return faults;
        var declined = offer.Move(PartStatus.Declined, reason, actor, w.Now);
        if (declined.IsOk) w.Record(new PartDeclined(ContractRef.Of(contract), milestone.Id, milestone.Position), actor, reason);
        return declined;
    }

    private static async Task<Result<Done>> Agree(Writing w, Contract contract, Milestone milestone, PartialAcceptance offer, Actor actor, CancellationToken ct)
    {
        if (MilestoneLifecycle.Next(milestone.Status, MilestoneAction.Accept) is { IsOk: false } wrong) return wrong.Refusal;
        if (await AcceptMilestone.Obstacle(w.Db, contract, ct) is { } obstacle) return obstacle;
        if (offer.Move(PartStatus.Agreed, null, actor, w.Now) is { IsOk: false } answered) return answered;
        var rest = milestone.Split(offer.PartMinor, offer.RestDueOn, contract.Milestones.Max(m => m.Position) + 1);
        w.Db.Add(rest);
        _ = milestone.Accept(actor with { PersonId = offer.OfferedById }, w.Now).Value;
        w.Db.AddRange(JsonSerializer.Deserialize<List<AcceptMilestone.Finding>>(offer.FindingsJson)!.Select(f => MilestoneVerdict.Of(milestone, f)));
        w.Record(new PartAccepted(ContractRef.Of(contract), milestone.Id, milestone.Position, offer.PartMinor, rest.Id, rest.Position), actor);
        var released = await AcceptMilestone.Release(w, contract, milestone, actor, ct);
        return released.IsOk ? default(Done) : released.Refusal;
    }
}
