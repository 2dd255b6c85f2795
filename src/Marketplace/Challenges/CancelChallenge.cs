using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>Calls a posted challenge off for good, with a cause that counts in the publisher's record and a reason that everybody reads.</summary>
public sealed class CancelChallenge(Writer writer)
{
    public sealed record Input(Guid ChallengeId, CancelCause? Cause, string? Reason, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Cancel(w, input with { Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Cancel(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var refusals = ChallengeRules.Reason(input.Reason);
        if (input.Cause is null) refusals.Add(new Refusal("field.required", nameof(input.Cause)));
        else if (!Enum.IsDefined(input.Cause.Value)) refusals.Add(new Refusal("field.unknown_choice", nameof(input.Cause)));
        if (refusals.Count > 0) return refusals;
        var challenge = found.Value;
        var moved = challenge.Move(ChallengeAction.Cancel, actor, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        challenge.Explain(input.Reason!, input.Cause);
        w.Record(new ChallengeCancelled(challenge.Id, challenge.PublisherId, challenge.Code, input.Cause!.Value), actor, input.Reason);
        return ChallengeState.Of(challenge);
    }
}
