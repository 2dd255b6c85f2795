using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>An organisation says what it thinks of a challenge that was found for it, or takes its answer back.</summary>
public sealed class AnswerMatch(Writer writer)
{
    /// <param name="Answer">Null takes the answer back.</param>
    public sealed record Input(Guid MatchId, MatchAnswer? Answer);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write(w => Answer(w, input, actor, ct), ct);

    private static async Task<Result<Done>> Answer(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var match = await w.Db.Set<Match>().FirstOrDefaultAsync(m => m.Id == input.MatchId, ct);
        if (match is null || !actor.IsMember(match.OrganisationId)) return Refusal.NotFound;
        if (!Permissions.Allows(Deed.PrepareBid, actor, match.OrganisationId)) return new Refusal("not_allowed");
        if (input.Answer is { } answer && !Enum.IsDefined(answer)) return new Refusal("field.unknown_choice", nameof(Input.Answer));
        var challenge = await w.Db.Set<Challenge>().Where(c => c.Id == match.ChallengeId).Select(c => new { c.Code, c.PublisherId }).FirstAsync(ct);
        Give(w, match, challenge.Code, challenge.PublisherId, input.Answer, actor);
        return default(Done);
    }

    /// <summary>Writes the answer down and lets those know whom it concerns; the same answer again is none.</summary>
    internal static void Give(Writing w, Match match, string? code, Guid publisherId, MatchAnswer? answer, Actor actor)
    {
        if (match.Answer == answer) return;
        (match.Answer, match.AnsweredAt, match.AnsweredById) = (answer, w.Now, actor.PersonId);
        // What the matching did not find is there for the answer's sake alone.
        if (match.IsByHand && answer is null) w.Db.Remove(match);
        var acting = actor with { ActingFor = match.OrganisationId };
        w.Record(new MatchAnswered(match.Id, match.ChallengeId, code, match.OrganisationId, answer), acting);
        if (answer == MatchAnswer.Interested) w.Record(new InterestShown(match.Id, match.ChallengeId, publisherId, code, match.OrganisationId), acting);
    }
}
