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
        if (match.Answer == input.Answer) return default(Done);
        var challenge = await w.Db.Set<Challenge>().Where(c => c.Id == match.ChallengeId).Select(c => new { c.Code, c.PublisherId }).FirstAsync(ct);
        (match.Answer, match.AnsweredAt, match.AnsweredById) = (input.Answer, w.Now, actor.PersonId);
        var acting = actor with { ActingFor = match.OrganisationId };
        w.Record(new MatchAnswered(match.Id, match.ChallengeId, challenge.Code, match.OrganisationId, input.Answer), acting);
        if (input.Answer == MatchAnswer.Interested)
        {
            w.Record(new InterestShown(match.Id, match.ChallengeId, challenge.PublisherId, challenge.Code, match.OrganisationId), acting);
        }

        return default(Done);
    }
}
