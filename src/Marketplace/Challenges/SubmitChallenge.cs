using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>Hands a complete challenge in for review and pins the newest version of its procedure.</summary>
public sealed class SubmitChallenge(Writer writer)
{
    public sealed record Input(Guid ChallengeId, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Submit(w, input, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Submit(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanMove(ChallengeAction.Submit, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        var refusals = ChallengeRules.ForSubmission(challenge, await SubmissionFacts.Read(w.Db, challenge, ct), w.Now);
        if (refusals.Count > 0) return refusals;
        challenge.PinPreset();
        var moved = challenge.Move(ChallengeAction.Submit, actor, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        w.Record(new ChallengeSubmitted(challenge.Id, challenge.PublisherId, challenge.Code, challenge.Version, challenge.PresetCode, challenge.PresetVersion), actor);
        return ChallengeState.Of(challenge);
    }
}
