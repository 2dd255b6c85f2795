using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>The reviewer finds the challenge fit to be posted. Another officer posts it.</summary>
public sealed class ApproveChallenge(Writer writer)
{
    public sealed record Input(Guid ChallengeId, string? Reason = null, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Approve(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Approve(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var refusals = new List<Refusal>();
        TypedText.Check(refusals, input.Reason, ChallengeRules.MaxReason, nameof(input.Reason));
        if (refusals.Count > 0) return refusals;
        var challenge = found.Value;
        var moved = challenge.Move(ChallengeAction.Approve, actor, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        if (await w.Did<ChallengePosted>(challenge.Id, actor, ct)) return new Refusal("challenge.same_officer");
        w.Record(new ChallengeApproved(challenge.Id, challenge.PublisherId, challenge.Code, challenge.Version), actor, input.Reason);
        return ChallengeState.Of(challenge);
    }
}
