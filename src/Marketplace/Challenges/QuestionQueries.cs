using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Questions and answers of a challenge, as far as the reader may see them.</summary>
public sealed class QuestionQueries(MarketplaceDb db)
{
    /// <summary>
    /// Answered ones are for everybody who may see the challenge. One that waits is for its publisher, the officers,
    /// and the organisation that asked. Nobody is told who asked; the reader only learns which ones are their own.
    /// </summary>
    public async Task<IReadOnlyList<QuestionView>> Of(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == challengeId, ct);
        if (challenge is null || !ChallengeGate.CanAct(ChallengeUse.See, challenge.Facts, actor, default).IsOk) return [];
        var seesAll = Permissions.Allows(Deed.SeeUnpublishedChallenge, actor, challenge.PublisherId);
        var mine = actor.Memberships.Select(m => m.OrganisationId).ToList();
        var preset = ProcedurePresets.Of(challenge.Facts);
        var rows = await db.Set<Question>().AsNoTracking()
            .Where(q => q.ChallengeId == challengeId && (seesAll || q.AnsweredAt != null || mine.Contains(q.AskerOrganisationId)))
            .OrderBy(q => q.Number)
            .Select(q => new { q.Id, q.Number, q.Text, q.AskedAt, q.Answer, q.AnsweredAt, IsOwn = mine.Contains(q.AskerOrganisationId) }).ToListAsync(ct);
        return [.. rows.Select(q => new QuestionView(q.Id, q.Number, q.Text, q.AskedAt, DueOn(q.AskedAt, preset), q.Answer, q.AnsweredAt, q.IsOwn))];
    }

    private static DateOnly DueOn(DateTimeOffset askedAt, ProcedurePreset preset) =>
        WorkingDays.China.AddWorkingDays(ShanghaiTime.DayOf(askedAt), preset.AnswerWorkingDays);
}

/// <summary>A question as its readers see it.</summary>
/// <param name="DueOn">The working day in Shanghai by which the publisher should answer.</param>
/// <param name="IsOwn">Whether an organisation of the reader asked.</param>
public sealed record QuestionView(
    Guid Id, int Number, string Text, DateTimeOffset AskedAt, DateOnly DueOn, string? Answer, DateTimeOffset? AnsweredAt, bool IsOwn);
