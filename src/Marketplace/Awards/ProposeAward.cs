using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>The publisher or the operator proposes what becomes of every opened bid; somebody else confirms or rejects it.</summary>
public sealed class ProposeAward(Writer writer)
{
    public sealed record Input(Guid ChallengeId, string? Reason, IReadOnlyList<Line> Lines);

    /// <param name="Amount">As typed; of a winner only.</param>
    public sealed record Line(
        Guid BidId, AwardOutcome? Outcome, int? Rank = null, string? Amount = null, string? Strengths = null, string? Shortfalls = null, string? Advice = null);

    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await w.Db.Set<Challenge>().FirstOrDefaultAsync(c => c.Id == input.ChallengeId, ct) is not { } challenge) return Refusal.NotFound;
        if (ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, challenge.Facts, actor, w.Now) is { IsOk: false } unseen) return unseen.Refusal;
        if (ChallengeGate.CanMove(ChallengeAction.ProposeAward, challenge.Facts, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        if (await AwardAccess.IsInvolved(w.Db, challenge.Id, actor, ct)) return new Refusal("award.person_involved");
        var bids = await w.Db.Set<Bid>().AsNoTracking().Where(b => b.ChallengeId == challenge.Id && b.Status == BidStatus.UnderReview)
            .ToDictionaryAsync(b => b.Id, b => b.OrganisationId, ct);
        var tidy = Tidied(input);
        if (AwardRules.Check(tidy, bids.Keys, challenge) is { Count: > 0 } found) return found;
        _ = challenge.Move(ChallengeAction.ProposeAward, actor, w.Now).Value;
        return Keep(w, challenge, tidy, bids, actor);
    }, ct);

    private static Guid Keep(Writing w, Challenge challenge, Input input, Dictionary<Guid, Guid> bids, Actor actor)
    {
        var award = new Award { ChallengeId = challenge.Id, ProposedById = actor.PersonId!.Value, ProposedAt = w.Now, Reason = input.Reason! };
        award.Lines.AddRange(input.Lines.Select(line => ToLine(award.Id, line, bids[line.BidId], challenge)));
        w.Db.Add(award);
        var winners = award.Lines.Where(l => l.Outcome == AwardOutcome.Winner).Select(l => l.OrganisationId).ToList();
        w.Record(new AwardProposed(challenge.Id, challenge.PublisherId, challenge.Code, award.Id, winners), actor, input.Reason);
        return award.Id;
    }

    private static AwardLine ToLine(Guid awardId, Line line, Guid organisationId, Challenge challenge) => new()
    {
        AwardId = awardId, BidId = line.BidId, OrganisationId = organisationId, Outcome = line.Outcome!.Value,
        Rank = line.Outcome is AwardOutcome.Winner or AwardOutcome.Reserve ? line.Rank : null,
        AmountMinor = line.Outcome == AwardOutcome.Winner && AwardRules.Amount(line, challenge, "") is { IsOk: true } amount ? amount.Value.Minor : null,
        Strengths = line.Strengths, Shortfalls = line.Shortfalls, Advice = line.Advice,
    };

    private static Input Tidied(Input input) => input with
    {
        Reason = TypedText.Tidy(input.Reason),
        Lines = [.. input.Lines.Select(l => l with { Strengths = TypedText.Tidy(l.Strengths), Shortfalls = TypedText.Tidy(l.Shortfalls), Advice = TypedText.Tidy(l.Advice) })],
    };
}
