using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Seals drafts. They are sealed like submissions, so that nobody reads them in the database either.</summary>
internal static class Drafts
{
    public static BidSeal Sealed(Bid bid, BidContent content, byte[] key, Actor actor, DateTimeOffset now)
    {
        var bytes = Seal.Close(key, BidJson.Write(content), SealedPart.Draft(bid.Id, bid.DraftRevision));
        return new BidSeal
        {
            BidId = bid.Id, Version = 0, Revision = bid.DraftRevision, Nonce = bytes.Nonce, Ciphertext = bytes.Ciphertext, Tag = bytes.Tag,
            Sha256 = bytes.Sha256(), SealedAt = now, SealedById = actor.PersonId!.Value,
        };
    }

    /// <summary>Puts the content in place of the draft so far. No event: what counts in a bid's life is its submission.</summary>
    public static async Task Replace(Writing w, Bid bid, BidContent content, byte[] key, Actor actor, CancellationToken ct)
    {
        bid.DraftSaved(actor.PersonId!.Value, w.Now);
        var seal = Sealed(bid, content, key, actor, w.Now);
        await w.Db.Set<BidSeal>().Where(s => s.BidId == bid.Id && s.Version == 0).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Revision, seal.Revision)
            .SetProperty(s => s.Nonce, seal.Nonce)
            .SetProperty(s => s.Ciphertext, seal.Ciphertext)
            .SetProperty(s => s.Tag, seal.Tag)
            .SetProperty(s => s.Sha256, seal.Sha256)
            .SetProperty(s => s.SealedAt, seal.SealedAt)
            .SetProperty(s => s.SealedById, seal.SealedById), ct);
    }
}
