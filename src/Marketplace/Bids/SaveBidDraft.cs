using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Keeps what was written so far, complete or not. The files of the draft stay as they are.</summary>
public sealed class SaveBidDraft(Writer writer, ChallengeKeys keys, BidReader reader)
{
    /// <param name="Revision">The one that the form was shown with. Own later savings, by the script or in another tab, do no harm: each step changes only its fields.</param>
    /// <param name="Change">Makes the new draft of the one that is kept: a step of the form changes only its own fields.</param>
    public sealed record Input(Guid BidId, long Revision, Func<BidContent, BidContent> Change);

    public sealed record Saved(long Revision, DateTimeOffset SavedAt);

    public Task<Result<Saved>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Saved>(async w =>
    {
        var bid = await w.Db.Set<Bid>().FirstOrDefaultAsync(b => b.Id == input.BidId, ct);
        if (bid is null) return Refusal.NotFound;
        if (BidGate.CanWrite(bid.Status, bid.OrganisationId, actor) is { IsOk: false } refused) return refused.Refusal;
        if (!bid.IsCurrent(input.Revision, actor.PersonId)) return Refusal.Stale;
        var key = await keys.Find(bid.ChallengeId, ct);
        var kept = await reader.DraftContent(bid, key, ct);
        var content = input.Change(kept) with { Files = kept.Files };
        if (BidRules.Bounds(content) is { Count: > 0 } found) return found;
        await Drafts.Replace(w, bid, content, key, actor, ct);
        return new Saved(bid.DraftRevision, bid.DraftSavedAt);
    }, ct);
}
