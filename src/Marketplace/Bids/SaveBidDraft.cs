using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Keeps what was written so far, complete or not. The files of the draft stay as they are.</summary>
public sealed class SaveBidDraft(Writer writer, ChallengeKeys keys, BidReader reader)
{
    /// <param name="Revision">The one that the form was shown with.</param>
    /// <param name="Change">Makes the new draft of the one that is kept: a step of the form changes only its own fields.</param>
    /// <param name="IsUntouched">Where the revision is older: whether what is kept of the sender's part is still what it was made of. Without it any other saving makes it stale.</param>
    public sealed record Input(Guid BidId, long Revision, Func<BidContent, BidContent> Change, Func<BidContent, bool>? IsUntouched = null);

    public sealed record Saved(long Revision, DateTimeOffset SavedAt);

    public Task<Result<Saved>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Saved>(async w =>
    {
        var bid = await w.Db.Set<Bid>().FirstOrDefaultAsync(b => b.Id == input.BidId, ct);
        if (bid is null) return Refusal.NotFound;
        if (BidGate.CanWrite(bid.Status, bid.OrganisationId, actor) is { IsOk: false } refused) return refused.Refusal;
        var key = await keys.Find(bid.ChallengeId, ct);
        var kept = await reader.DraftContent(bid, key, ct);
        if (input.Revision != bid.DraftRevision && input.IsUntouched?.Invoke(kept) != true) return Refusal.Stale;
        var content = input.Change(kept) with { Files = kept.Files };
        if (BidRules.Bounds(content) is { Count: > 0 } found) return found;
        await Drafts.Replace(w, bid, content, key, actor, ct);
        return new Saved(bid.DraftRevision, bid.DraftSavedAt);
    }, ct);
}
