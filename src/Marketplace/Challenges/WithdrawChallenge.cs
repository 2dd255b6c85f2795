using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>The publisher takes a submitted or approved challenge back to the drafts.</summary>
public sealed class WithdrawChallenge(Writer writer)
{
    public sealed record Input(Guid ChallengeId, string? Reason = null, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Withdraw(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Withdraw(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var refusals = new List<Refusal>();
        TypedText.Check(refusals, input.Reason, ChallengeRules.MaxReason, nameof(input.Reason));
        if (refusals.Count > 0) return refusals;
        var challenge = found.Value;
        var moved = challenge.Move(ChallengeAction.Withdraw, actor, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        w.Record(new ChallengeWithdrawn(challenge.Id, challenge.PublisherId, challenge.Code, challenge.Version), actor, input.Reason);
        return ChallengeState.Of(challenge);
    }
}
