using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Begins a bid of an organisation for a challenge, or finds the one that is already begun.</summary>
public sealed class StartBid(Writer writer, ChallengeKeys keys)
{
    public sealed record Input(Guid ChallengeId, Guid OrganisationId);

    /// <returns>The id of the active bid.</returns>
    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await BidGate.Find(w.Db, input.ChallengeId, input.OrganisationId, ct) is not { } facts) return Refusal.NotFound;
        if (BidGate.CanBid(facts, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        var active = await w.Db.Set<Bid>().Where(b => b.ChallengeId == input.ChallengeId && b.OrganisationId == input.OrganisationId && b.Status != BidStatus.Withdrawn)
            .Select(b => (Guid?)b.Id).FirstOrDefaultAsync(ct);
        return active ?? await Begin(w, facts, actor, ct);
    }, ct);

    private async Task<Guid> Begin(Writing w, BidFacts facts, Actor actor, CancellationToken ct)
    {
        var bid = new Bid
        {
            ChallengeId = facts.Challenge.Id, OrganisationId = facts.OrganisationId, StartedById = actor.PersonId!.Value, StartedAt = w.Now,
        };
        bid.DraftSaved(actor.PersonId.Value, w.Now, isFirst: true);
        w.Db.Add(bid);
        var key = await keys.FindOrMake(w, facts.Challenge.Id, ct);
        w.Db.Add(Drafts.Sealed(bid, new BidContent(), key, actor, w.Now));
        w.Record(new BidStarted(bid.Id, bid.ChallengeId, facts.Code, bid.OrganisationId), actor);
        return bid.Id;
    }
}
