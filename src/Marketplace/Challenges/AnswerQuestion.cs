using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>The publisher answers a question for everybody. An answer stands: bidders rely on it.</summary>
public sealed class AnswerQuestion(Writer writer)
{
    public sealed record Input(Guid ChallengeId, Guid QuestionId, string? Answer);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Answer(w, input with { Answer = TypedText.Tidy(input.Answer) }, actor, ct), ct);

    private static async Task<Result<Done>> Answer(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Answer, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Answer, nameof(input.Answer));
        TypedText.Check(refusals, input.Answer, Question.MaxAnswer, nameof(input.Answer));
        if (refusals.Count > 0) return refusals;
        var question = await w.Db.Set<Question>().FirstOrDefaultAsync(q => q.Id == input.QuestionId && q.ChallengeId == challenge.Id, ct);
        if (question is null) return Refusal.NotFound;
        // The same answer sent twice is one answer.
        if (question.AnsweredAt is not null) return question.Answer == input.Answer ? default(Done) : new Refusal("question.answered_before");
        (question.Answer, question.AnsweredAt, question.AnsweredById) = (input.Answer, w.Now, actor.PersonId);
        w.Record(new QuestionAnswered(challenge.Id, challenge.PublisherId, challenge.Code, question.Id, question.AskerOrganisationId), actor);
        return default(Done);
    }
}
