using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>A second person confirms the proposed award, which starts its public notice.</summary>
public sealed class ConfirmAward(Writer writer)
{
    /// <param name="AwardId">The proposal that the person has read; another one now is stale.</param>
    public sealed record Input(Guid ChallengeId, Guid AwardId);

    /// <returns>The code of the notice.</returns>
    public Task<Result<string>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<string>(async w =>
    {
        if (await w.Db.Set<Challenge>().FirstOrDefaultAsync(c => c.Id == input.ChallengeId, ct) is not { } challenge) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, challenge.Facts, actor, w.Now) is { IsOk: false } unseen) return unseen.Refusal;
        if (await AwardAccess.IsInvolved(w.Db, challenge.Id, actor, ct)) return new Refusal("award.person_involved");
        if (challenge.Move(ChallengeAction.StartNotice, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        var award = await AwardAccess.Standing(w.Db, challenge.Id, ct);
        if (award is null || award.Id != input.AwardId) return Refusal.Stale;
        return await StartNotice(w, challenge, award, actor, ct);
    }, ct);

    private static async Task<Result<string>> StartNotice(Writing w, Challenge challenge, Award award, Actor actor, CancellationToken ct)
    {
        var period = NoticeRules.Period(w.Now, ProcedurePresets.Of(challenge.Facts).NoticeWorkingDays, WorkingDays.China);
        var number = await NoticeNumber.Next(w, ct);
        if (award.Confirm(number, period, actor, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        challenge.SetNotice(period.StartsAt, period.EndsAt);
        w.Record(new NoticeStarted(challenge.Id, challenge.PublisherId, challenge.Code, award.Id, number.Code, period.FirstDay, period.LastDay, period.EndsAt,
            [.. award.Lines.Select(l => l.OrganisationId)]), actor);
        return number.Code;
    }
}
