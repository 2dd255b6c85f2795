using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>Moves the deadline of an open challenge to a later time, as often and as far as its procedure allows.</summary>
public sealed class ExtendDeadline(Writer writer)
{
    /// <param name="Reason">Told to everybody with the new deadline.</param>
    public sealed record Input(Guid ChallengeId, DateTimeOffset? DeadlineAt, string? Reason, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Extend(w, input with { Reason = TypedText.Tidy(input.Reason), DeadlineAt = input.DeadlineAt?.ToUniversalTime() }, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Extend(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Extend, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        var refusals = ChallengeRules.Reason(input.Reason);
        if (WrongDeadline(challenge, input.DeadlineAt) is { } wrong) refusals.Add(wrong);
        if (refusals.Count > 0) return refusals;
        var old = challenge.DeadlineAt!.Value;
        challenge.Extend(input.DeadlineAt!.Value);
        w.Record(new ChallengeExtended(challenge.Id, challenge.PublisherId, challenge.Code, old, challenge.DeadlineAt!.Value), actor, input.Reason);
        return ChallengeState.Of(challenge);
    }

    private static Refusal? WrongDeadline(Challenge challenge, DateTimeOffset? deadline)
    {
        var most = challenge.DeadlineAt!.Value.AddDays(ProcedurePresets.Of(challenge.Facts).ExtensionDays);
        return deadline switch
        {
            null => new Refusal("field.required", nameof(Input.DeadlineAt)),
            { } at when at <= challenge.DeadlineAt => new Refusal("challenge.extension_not_later", nameof(Input.DeadlineAt)),
            { } at when at > most => new Refusal("challenge.extension_too_far", nameof(Input.DeadlineAt), most),
            _ => null,
        };
    }
}
