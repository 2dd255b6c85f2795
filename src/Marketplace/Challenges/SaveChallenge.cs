using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>Saves one step of a draft or all of it. A draft may be incomplete; what is given must be bounded and well-formed.</summary>
public sealed class SaveChallenge(Writer writer)
{
    /// <param name="Version">The version that the form was shown with; a newer one answers <c>stale</c> and changes nothing.</param>
    public sealed record Input(Guid ChallengeId, long Version, ChallengeContent Content);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Save(w, input, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Save(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Edit, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        if (input.Version != challenge.Version) return Refusal.Stale;
        var refusals = ChallengeRules.Bounds(input.Content);
        if (NewDeadline(input, challenge, w.Now) is { } deadline) refusals.Add(deadline);
        if (refusals.Count > 0) return refusals;
        Apply(w, challenge, input.Content, actor);
        return ChallengeState.Of(challenge);
    }

    // A deadline typed now that cannot hold any more is said at once; one that went stale in an old draft is said at submission.
    private static Refusal? NewDeadline(Input input, Challenge challenge, DateTimeOffset now) =>
        input.Content.Procedure is { DeadlineAt: { } deadline } procedure && deadline != challenge.DeadlineAt
        && ProcedurePresets.NewestOf(procedure.PresetCode) is { } preset
            ? ChallengeRules.Deadline(deadline, preset, now)
            : null;

    private static void Apply(Writing w, Challenge challenge, ChallengeContent content, Actor actor)
    {
        var before = challenge.Indicators.ToHashSet();
        var fields = challenge.Write(content);
        if (fields.Count == 0) return;
        w.Db.AddRange(challenge.Indicators.Where(i => !before.Contains(i)));
        challenge.Touch();
        w.Record(new ChallengeUpdated(challenge.Id, challenge.PublisherId, challenge.Code, challenge.Version, fields), actor);
    }
}
