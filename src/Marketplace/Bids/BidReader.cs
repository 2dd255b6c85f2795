using System.Security.Cryptography;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>A bid's draft as its writer sees it.</summary>
public sealed record BidDraft(Guid BidId, long Revision, DateTimeOffset SavedAt, BidContent Content);

/// <summary>An attached file in clear.</summary>
public sealed record BidFileContent(BidFileEntry Entry, byte[] Bytes);

/// <summary>
/// The only class that opens seals. It opens them for members of the bidder who prepare its bids, at any time, and for those
/// who may see the opened bids of the challenge once they were opened; for nobody else, whatever the duty.
/// </summary>
public sealed class BidReader(MarketplaceDb db, ChallengeKeys keys, SealedFolder folder, TimeProvider clock)
{
    private static readonly Refusal BrokenSeal = new("bid.seal_broken");

    /// <summary>The draft, for the bidder alone, also after the opening.</summary>
    public async Task<Result<BidDraft>> Draft(Guid bidId, Actor actor, CancellationToken ct)
    {
        var bid = await db.Set<Bid>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == bidId, ct);
        if (bid is null || !Permissions.Allows(Deed.PrepareBid, actor, bid.OrganisationId)) return Refusal.NotFound;
        var key = await keys.Find(bid.ChallengeId, ct);
        return new BidDraft(bid.Id, bid.DraftRevision, bid.DraftSavedAt, await DraftContent(bid, key, ct));
    }

    /// <summary>A submitted version: any for the bidder, for others the opened one.</summary>
    public async Task<Result<BidContent>> Version(Guid bidId, int version, Actor actor, CancellationToken ct)
    {
        var allowed = await MayRead(bidId, version, actor, ct);
        if (!allowed.IsOk) return allowed.Refusal;
        var seal = await db.Set<BidSeal>().AsNoTracking().FirstOrDefaultAsync(s => s.BidId == bidId && s.Version == version, ct);
        if (seal is null) return Refusal.NotFound;
        return await Opened(seal, allowed.Value, ct);
    }

    /// <summary>A file that the version names; version 0 is the draft.</summary>
    /// <remarks>Refused: <c>bid.file_damaged</c> where what is on disk is not what was sealed.</remarks>
    public async Task<Result<BidFileContent>> File(Guid bidId, int version, Guid fileId, Actor actor, CancellationToken ct)
    {
        var content = version == 0 ? await ContentOfDraft(bidId, actor, ct) : await Version(bidId, version, actor, ct);
        if (!content.IsOk) return content.Refusal;
        var entry = content.Value.Files.FirstOrDefault(f => f.Id == fileId);
        var file = await db.Set<BidFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == fileId && f.BidId == bidId, ct);
        if (entry is null || file is null) return Refusal.NotFound;
        try
        {
            var sealedBytes = new SealedBytes(file.Nonce, await folder.Read(file.ChallengeId, file.Id, ct), file.Tag);
            return new BidFileContent(entry, Seal.Open(await keys.Find(file.ChallengeId, ct), sealedBytes, SealedPart.File(bidId, file.Version, fileId)));
        }
        catch (Exception e) when (e is CryptographicException or IOException)
        {
            return new Refusal("bid.file_damaged");
        }
    }

    /// <summary>Whether the stored bytes of a version still have the fingerprint of the receipt and open; for the bidder.</summary>
    public async Task<Result<bool>> Holds(Guid bidId, int version, Actor actor, CancellationToken ct)
    {
        var content = await Version(bidId, version, actor, ct);
        if (!content.IsOk) return content.Refusal.Code == BrokenSeal.Code ? false : content.Refusal;
        var seal = await db.Set<BidSeal>().AsNoTracking().FirstAsync(s => s.BidId == bidId && s.Version == version, ct);
        return seal.Bytes.Sha256().AsSpan().SequenceEqual(seal.Sha256);
    }

    /// <summary>For saving and submitting, which have checked who asks.</summary>
    internal async Task<BidContent> DraftContent(Bid bid, byte[] key, CancellationToken ct)
    {
        var seal = await db.Set<BidSeal>().AsNoTracking().FirstAsync(s => s.BidId == bid.Id && s.Version == 0, ct);
        return BidJson.Read(Seal.Open(key, seal.Bytes, SealedPart.Draft(bid.Id, seal.Revision)));
    }

    /// <summary>For the opening by two officers: the newest submitted version of each bid; null where the seal does not hold.</summary>
    internal async Task<List<(BidSeal Seal, BidContent? Content)>> ForOpening(Guid challengeId, CancellationToken ct)
    {
        var seals = await (
            from b in db.Set<Bid>()
            join s in db.Set<BidSeal>() on new { BidId = b.Id, b.Version } equals new { s.BidId, s.Version }
            where b.ChallengeId == challengeId && b.Status == BidStatus.Submitted
            orderby b.Id
            select s).AsNoTracking().ToListAsync(ct);
        if (seals.Count == 0) return [];
        var key = await keys.Find(challengeId, ct);
        return seals.ConvertAll(seal => (seal, TryOpen(seal, key)));
    }

    /// <summary>The challenge whose key it is, where the actor may read this version.</summary>
    private async Task<Result<Guid>> MayRead(Guid bidId, int version, Actor actor, CancellationToken ct)
    {
        var found = await (
            from b in db.Set<Bid>().AsNoTracking()
            join c in db.Set<Challenge>() on b.ChallengeId equals c.Id
            where b.Id == bidId
            select new
            {
                b.OrganisationId, b.ChallengeId,
                OpenedVersion = db.Set<OpenedBid>().Where(o => o.BidId == bidId).Select(o => (int?)o.Version).FirstOrDefault(),
                Facts = new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                    c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds),
            }).FirstOrDefaultAsync(ct);
        if (found is null || version < 1) return Refusal.NotFound;
        if (Permissions.Allows(Deed.PrepareBid, actor, found.OrganisationId)) return found.ChallengeId;
        var isOpen = ChallengeGate.CanAct(ChallengeUse.SeeOpenedBids, found.Facts, actor, clock.GetUtcNow()).IsOk;
        return isOpen && found.OpenedVersion == version ? found.ChallengeId : Refusal.NotFound;
    }

    private async Task<Result<BidContent>> Opened(BidSeal seal, Guid challengeId, CancellationToken ct) =>
        TryOpen(seal, await keys.Find(challengeId, ct)) is { } content ? content : BrokenSeal;

    private async Task<Result<BidContent>> ContentOfDraft(Guid bidId, Actor actor, CancellationToken ct)
    {
        var draft = await Draft(bidId, actor, ct);
        return draft.IsOk ? draft.Value.Content : draft.Refusal;
    }

    private static BidContent? TryOpen(BidSeal seal, byte[] key)
    {
        // The fingerprint first: a row whose bytes and receipt differ is broken even where the bytes would open.
        if (!seal.Bytes.Sha256().AsSpan().SequenceEqual(seal.Sha256)) return null;
        try
        {
            return BidJson.Read(Seal.Open(key, seal.Bytes, SealedPart.Content(seal.BidId, seal.Version)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
