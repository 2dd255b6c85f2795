using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>An officer sends a challenge back to its publisher, with what is to be mended.</summary>
public sealed class ReturnChallenge(Writer writer)
{
    public sealed record Input(Guid ChallengeId, string? Reason, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Return(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Return(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var refusals = ChallengeRules.Reason(input.Reason);
        if (refusals.Count > 0) return refusals;
        var challenge = found.Value;
        var moved = challenge.Move(ChallengeAction.Return, actor, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        challenge.Explain(input.Reason!);
        w.Record(new ChallengeReturned(challenge.Id, challenge.PublisherId, challenge.Code, challenge.Version), actor, input.Reason);
        return ChallengeState.Of(challenge);
    }
}
