using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Takes a file out of the draft. A file that was submitted stays under its seal with that version.</summary>
public sealed class RemoveBidFile(Writer writer, ChallengeKeys keys, BidReader reader, SealedFolder folder)
{
    public sealed record Input(Guid BidId, Guid FileId);

    /// <returns>The draft's revision.</returns>
    public async Task<Result<long>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        BidFile? dropped = null;
        var result = await writer.Write<long>(async w =>
        {
            var bid = await w.Db.Set<Bid>().FirstOrDefaultAsync(b => b.Id == input.BidId, ct);
            if (bid is null) return Refusal.NotFound;
            if (BidGate.CanWrite(bid.Status, bid.OrganisationId, actor) is { IsOk: false } refused) return refused.Refusal;
            var key = await keys.Find(bid.ChallengeId, ct);
            var draft = await reader.DraftContent(bid, key, ct);
            if (draft.Files.All(f => f.Id != input.FileId)) return Refusal.NotFound;
            dropped = await DropUnlessSubmitted(w, bid, input.FileId, ct);
            await Drafts.Replace(w, bid, draft with { Files = [.. draft.Files.Where(f => f.Id != input.FileId)] }, key, actor, ct);
            return bid.DraftRevision;
        }, ct);
        // Only after the commit: a row without its file would be worse than a file without its row.
        if (result.IsOk && dropped is not null) folder.Delete(dropped.ChallengeId, dropped.Id);
        return result;
    }

    private static async Task<BidFile?> DropUnlessSubmitted(Writing w, Bid bid, Guid fileId, CancellationToken ct)
    {
        var file = await w.Db.Set<BidFile>().FirstOrDefaultAsync(f => f.Id == fileId && f.BidId == bid.Id, ct);
        if (file is null || file.Version <= bid.Version) return null;
        w.Db.Remove(file);
        return file;
    }
}
