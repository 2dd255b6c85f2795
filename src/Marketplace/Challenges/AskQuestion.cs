using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>A verified organisation asks about an open challenge, until the procedure's cut-off before the deadline.</summary>
public sealed class AskQuestion(Writer writer)
{
    /// <param name="OrganisationId">For whom is asked; the organisation that the actor speaks for where it is left out.</param>
    public sealed record Input(Guid ChallengeId, string? Text, Guid? OrganisationId = null);

    /// <returns>The question's id. The same text of the same organisation, not answered yet, is the same question.</returns>
    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Ask(w, input with { Text = TypedText.Tidy(input.Text) }, actor, ct), ct);

    private static async Task<Result<Guid>> Ask(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Ask, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        if (actor.IsMember(challenge.PublisherId)) return new Refusal("question.own_challenge");
        if (input.OrganisationId is { } named && actor.MemberOf(named) is null) return Refusal.NotFound;
        if (AskingFor(input, actor) is not { } asker) return new Refusal("organisation.not_verified");
        var refusals = Check(input.Text);
        if (refusals.Count > 0) return refusals;
        var earlier = await w.Db.Set<Question>().Where(q => q.ChallengeId == challenge.Id && q.AskerOrganisationId == asker)
            .Select(q => new { q.Id, q.Text, q.AnsweredAt }).ToListAsync(ct);
        if (earlier.Find(q => q.AnsweredAt is null && q.Text == input.Text) is { } same) return same.Id;
        if (earlier.Count >= Question.MostPerOrganisation) return new Refusal("question.too_many", null, Question.MostPerOrganisation);
        return await Add(w, challenge, asker, input.Text!, actor, ct);
    }

    private static Guid? AskingFor(Input input, Actor actor)
    {
        var chosen = input.OrganisationId ?? actor.ActingFor;
        return chosen is { } id && actor.MemberOf(id) is { Speaks: true } ? id : null;
    }

    private static List<Refusal> Check(string? text)
    {
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, text, nameof(Input.Text));
        TypedText.Check(refusals, text, Question.MaxText, nameof(Input.Text));
        return refusals;
    }

    private static async Task<Result<Guid>> Add(Writing w, Challenge challenge, Guid asker, string text, Actor actor, CancellationToken ct)
    {
        var question = new Question
        {
            ChallengeId = challenge.Id,
            Number = await w.Db.Set<Question>().CountAsync(q => q.ChallengeId == challenge.Id, ct) + 1,
            AskerPersonId = actor.PersonId!.Value,
            AskerOrganisationId = asker,
            Text = text,
            AskedAt = w.Now,
        };
        w.Db.Add(question);
        w.Record(new QuestionAsked(challenge.Id, challenge.PublisherId, challenge.Code, question.Id, asker), actor with { ActingFor = asker });
        return question.Id;
    }
}
