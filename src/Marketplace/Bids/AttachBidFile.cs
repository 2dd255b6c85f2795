using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Puts a file to the draft. It is judged in memory and reaches the disk only as ciphertext; its name is sealed with the content.</summary>
public sealed class AttachBidFile(Writer writer, MarketplaceDb db, ChallengeKeys keys, BidReader reader, SealedFolder folder, FileJudge judge)
{
    private static readonly FileLimits Limits = new() { MaxBytes = BidRules.MaxFileBytes };

    /// <param name="Upload">Read once; at most one byte over the limit.</param>
    public sealed record Input(Guid BidId, string? Name, Stream Upload);

    public sealed record Attached(BidFileEntry File, long Revision);

    public async Task<Result<Attached>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        // Before the upload is read: a stranger must not make the server read 20 MiB.
        var bid = await db.Set<Bid>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == input.BidId, ct);
        if (bid is null) return Refusal.NotFound;
        if (BidGate.CanWrite(bid.Status, bid.OrganisationId, actor) is { IsOk: false } refused) return refused.Refusal;
        using var spool = new MemoryStream();
        var judged = await judge.Judge(input.Upload, input.Name, spool, Limits, ct);
        if (!judged.IsOk) return Result<Attached>.Refused([.. judged.Refusals.Select(r => r.At("File"))]);
        return await Keep(bid, judged.Value, spool, actor, ct);
    }

    private async Task<Result<Attached>> Keep(Bid bid, JudgedFile judged, MemoryStream spool, Actor actor, CancellationToken ct)
    {
        var (id, version) = (Guid.CreateVersion7(), bid.Version + 1);
        var key = await keys.Find(bid.ChallengeId, ct);
        var bytes = Seal.Close(key, spool.GetBuffer().AsSpan(0, (int)spool.Length), SealedPart.File(bid.Id, version, id));
        await folder.Write(bid.ChallengeId, id, bytes.Ciphertext, ct);
        var entry = new BidFileEntry(id, judged.Name, judged.MediaType, judged.Length, judged.Sha256);
        var kept = false;
        try
        {
            var row = new BidFile { Id = id, BidId = bid.Id, ChallengeId = bid.ChallengeId, Version = version, Nonce = bytes.Nonce, Tag = bytes.Tag };
            var result = await writer.Write<Attached>(w => Name(w, row, entry, key, actor, ct), ct);
            kept = result.IsOk;
            return result;
        }
        finally
        {
            if (!kept) folder.Delete(bid.ChallengeId, id);
        }
    }

    private async Task<Result<Attached>> Name(Writing w, BidFile row, BidFileEntry entry, byte[] key, Actor actor, CancellationToken ct)
    {
        var bid = await w.Db.Set<Bid>().FirstAsync(b => b.Id == row.BidId, ct);
        if (BidGate.CanWrite(bid.Status, bid.OrganisationId, actor) is { IsOk: false } refused) return refused.Refusal;
        var draft = await reader.DraftContent(bid, key, ct);
        if (draft.Files.Count >= BidRules.MaxFiles) return new Refusal("bid.too_many_files", "File", BidRules.MaxFiles);
        if (draft.Files.Any(f => f.Sha256 == entry.Sha256)) return new Refusal("bid.file_twice", "File");
        row.AttachedAt = w.Now;
        w.Db.Add(row);
        await Drafts.Replace(w, bid, draft with { Files = [.. draft.Files, entry] }, key, actor, ct);
        return new Attached(entry, bid.DraftRevision);
    }
}
