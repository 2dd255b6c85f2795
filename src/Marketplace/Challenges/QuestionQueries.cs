using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Questions and answers of a challenge, as far as the reader may see them.</summary>
public sealed class QuestionQueries(MarketplaceDb db)
{
    /// <summary>The questions of a challenge that the actor may see, in their order.</summary>
    public async Task<IReadOnlyList<QuestionView>> Of(ChallengeFacts challenge, Actor actor, CancellationToken ct = default) =>
        For(challenge, await Rows(db, challenge.Id, ct), actor);

    /// <summary>The same by the challenge's id; nothing where there is none.</summary>
    public async Task<IReadOnlyList<QuestionView>> Of(Guid challengeId, Actor actor, CancellationToken ct = default) =>
        await db.FindFacts(challengeId, ct) is { } challenge ? await Of(challenge, actor, ct) : [];

    /// <summary>All of them; nobody reads these but by <see cref="For"/>.</summary>
    internal static Task<List<QuestionRow>> Rows(MarketplaceDb db, Guid challengeId, CancellationToken ct) =>
        db.Set<Question>().AsNoTracking().Where(q => q.ChallengeId == challengeId).OrderBy(q => q.Number)
            .Select(q => new QuestionRow(q.Id, q.Number, q.Text, q.AskedAt, q.Answer, q.AnsweredAt, q.AskerOrganisationId)).ToListAsync(ct);

    /// <summary>
    /// Answered ones are for everybody who may see the challenge. One that waits is for its publisher, the officers,
    /// and the organisation that asked. Nobody is told who asked; the reader only learns which ones are their own.
    /// </summary>
    internal static IReadOnlyList<QuestionView> For(ChallengeFacts challenge, IReadOnlyList<QuestionRow> rows, Actor actor)
    {
        if (rows.Count == 0 || !ChallengeGate.CanAct(ChallengeUse.See, challenge, actor, default).IsOk) return [];
        var seesAll = Permissions.Allows(Deed.SeeUnpublishedChallenge, actor, challenge.PublisherId);
        var preset = ProcedurePresets.Of(challenge);
        return [.. from q in rows
            let isOwn = actor.IsMember(q.AskerOrganisationId)
            where seesAll || isOwn || q.AnsweredAt is not null
            select new QuestionView(q.Id, q.Number, q.Text, q.AskedAt, DueOn(q.AskedAt, preset), q.Answer, q.AnsweredAt, isOwn)];
    }

    private static DateOnly DueOn(DateTimeOffset askedAt, ProcedurePreset preset) =>
        WorkingDays.China.AddWorkingDays(ShanghaiTime.DayOf(askedAt), preset.AnswerWorkingDays);
}

/// <summary>A question with who asked it, on its way to a reader.</summary>
internal sealed record QuestionRow(Guid Id, int Number, string Text, DateTimeOffset AskedAt, string? Answer, DateTimeOffset? AnsweredAt, Guid AskerOrganisationId);

/// <summary>A question as its readers see it.</summary>
/// <param name="DueOn">The working day in Shanghai by which the publisher should answer.</param>
/// <param name="IsOwn">Whether an organisation of the reader asked.</param>
public sealed record QuestionView(
    Guid Id, int Number, string Text, DateTimeOffset AskedAt, DateOnly DueOn, string? Answer, DateTimeOffset? AnsweredAt, bool IsOwn);
