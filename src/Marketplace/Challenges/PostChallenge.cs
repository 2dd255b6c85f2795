using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>A second officer makes an approved challenge public: it gets its code, and bids are taken from now on.</summary>
public sealed class PostChallenge(Writer writer)
{
    public sealed record Input(Guid ChallengeId, long? Version = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Post(w, input, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Post(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, input.Version, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var moved = challenge.Move(ChallengeAction.Post, actor, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        if (await w.Did<ChallengeApproved>(challenge.Id, actor, ct)) return new Refusal("challenge.same_officer");
        // The preset's open days count from the posting: the review may have taken long.
        if (ChallengeRules.Deadline(challenge.DeadlineAt, ProcedurePresets.Of(challenge.Facts), w.Now) is { } deadline) return deadline;
        if (!await IsVerified(w, challenge.PublisherId, ct)) return new Refusal("organisation.not_verified");
        var again = challenge.Code is not null;
        challenge.Code ??= await ChallengeCounter.Next(w, ct);
        w.Record(Posted(challenge, again), actor);
        if (challenge.Mode == AwardMode.Directed) w.Record(Invited(challenge), actor);
        return ChallengeState.Of(challenge);
    }

    private static Task<bool> IsVerified(Writing w, Guid publisherId, CancellationToken ct) =>
        w.Db.Set<Organisation>().AnyAsync(o => o.Id == publisherId && o.Verification == VerificationStatus.Verified, ct);

    private static ChallengeInvited Invited(Challenge challenge) =>
        new(challenge.Id, challenge.PublisherId, challenge.Code, challenge.InvitedIds, challenge.DeadlineAt!.Value);

    private static ChallengePosted Posted(Challenge challenge, bool again) => new(
        challenge.Id, challenge.PublisherId, challenge.Code, challenge.Title, challenge.TitleEn, challenge.Kind, challenge.DeadlineAt!.Value, again);
}
