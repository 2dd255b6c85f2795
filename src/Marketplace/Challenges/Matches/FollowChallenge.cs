using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>
/// An organisation that came upon an open challenge by itself shows interest, keeps it for later, or takes that back. From then on
/// it is told as one for which the challenge was found; where it was found, this is the answer to that match.
/// </summary>
public sealed class FollowChallenge(Writer writer)
{
    /// <param name="Answer">Null takes back what was said before.</param>
    /// <param name="OrganisationId">Who follows; where it is left out, the one of the actor's organisations that <see cref="For"/> names.</param>
    public sealed record Input(Guid ChallengeId, MatchAnswer? Answer, Guid? OrganisationId = null);

    /// <summary>The organisation for which the actor follows challenges: the one spoken for, if it may bid, or the first that may.</summary>
    public static Guid? For(Actor actor) => actor.Memberships
        .Where(m => m.Verified && Permissions.Allows(Deed.PrepareBid, actor, m.OrganisationId))
        .OrderByDescending(m => m.OrganisationId == actor.ActingFor).FirstOrDefault()?.OrganisationId;

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write(w => Follow(w, input, actor, ct), ct);

    private static async Task<Result<Done>> Follow(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (input.Answer is not (null or MatchAnswer.Interested or MatchAnswer.Saved)) return new Refusal("field.unknown_choice", nameof(Input.Answer));
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        if (ChallengeGate.CanAct(ChallengeUse.Bid, challenge.Facts, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        var chosen = input.OrganisationId ?? For(actor);
        if (chosen is not { } follower || actor.MemberOf(follower) is not { } membership) return Refusal.NotFound;
        if (!Permissions.Allows(Deed.PrepareBid, actor, follower)) return new Refusal("not_allowed");
        if (!membership.Verified) return new Refusal("organisation.not_verified");
        if (!challenge.Facts.Invites(follower)) return new Refusal("bid.not_invited");
        if (await IsRelated(w.Db, challenge.PublisherId, follower, ct)) return new Refusal("bid.same_group");
        return await Answer(w, challenge, follower, input.Answer, actor, ct);
    }

    private static async Task<bool> IsRelated(MarketplaceDb db, Guid publisher, Guid follower, CancellationToken ct)
    {
        var group = await db.Set<Organisation>().Where(o => o.Id == publisher).Select(o => o.GroupId).FirstAsync(ct);
        return await db.GroupOf(publisher, group).AnyAsync(o => o.Id == follower, ct);
    }

    private static async Task<Result<Done>> Answer(Writing w, Challenge challenge, Guid follower, MatchAnswer? answer, Actor actor, CancellationToken ct)
    {
        var match = await w.Db.Set<Match>().FirstOrDefaultAsync(m => m.ChallengeId == challenge.Id && m.OrganisationId == follower, ct);
        if (match is null && answer is null) return default(Done);
        if (match is null) w.Db.Add(match = Match.ByHand(challenge.Id, follower, w.Now));
        AnswerMatch.Give(w, match, challenge.Code, challenge.PublisherId, answer, actor);
        return default(Done);
    }
}
