using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>Whoever could confirm the proposal sends it back to the evaluation, with a reason.</summary>
public sealed class RejectAward(Writer writer)
{
    public sealed record Input(Guid ChallengeId, Guid AwardId, string? Reason);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (await w.Db.Set<Challenge>().FirstOrDefaultAsync(c => c.Id == input.ChallengeId, ct) is not { } challenge) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, challenge.Facts, actor, w.Now) is { IsOk: false } unseen) return unseen.Refusal;
        var reason = TypedText.Tidy(input.Reason);
        if (ReasonFaults(reason) is { Count: > 0 } found) return found;
        if (await AwardAccess.IsInvolved(w.Db, challenge.Id, actor, ct)) return new Refusal("award.person_involved");
        if (challenge.Move(ChallengeAction.RejectAward, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        var award = await AwardAccess.Standing(w.Db, challenge.Id, ct);
        if (award is null || award.Id != input.AwardId) return Refusal.Stale;
        if (award.Reject(reason!, actor, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new AwardRejected(challenge.Id, challenge.PublisherId, challenge.Code, award.Id), actor, reason);
        return default(Done);
    }, ct);

    private static List<Refusal> ReasonFaults(string? reason)
    {
        var found = new List<Refusal>();
        TypedText.Require(found, reason, nameof(Input.Reason));
        TypedText.Check(found, reason, AwardRules.MaxReason, nameof(Input.Reason));
        return found;
    }
}
