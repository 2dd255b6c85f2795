using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>
/// Submits the draft as the next version of the bid; on a submitted bid that replaces the version before, whose seal is kept.
/// On time is what the server's clock, read inside the transaction, finds before the deadline.
/// Submitting the same revision again, or with the same idempotency key, gives the same receipt and stores nothing.
/// </summary>
public sealed class SubmitBid(Writer writer, MarketplaceDb db, ChallengeKeys keys, BidReader reader, TimeProvider clock)
{
    /// <summary>A change of the challenge between preparing and storing makes the preparation void; it is then done again.</summary>
    private const int MostTries = 3;

    /// <param name="Revision">The draft that the sender has seen; another one now means that somebody else has saved.</param>
    public sealed record Input(Guid BidId, long Revision, string? IdempotencyKey = null);

    public async Task<Result<BidReceipt>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (input.IdempotencyKey?.Length > BidRules.MaxIdempotencyKey) return new Refusal("text.too_long", nameof(input.IdempotencyKey), BidRules.MaxIdempotencyKey);
        for (var attempt = 1; ; attempt++)
        {
            var prepared = await Prepare(input, actor, ct);
            if (!prepared.IsOk) return Result<BidReceipt>.Refused(prepared.Refusals);
            if (prepared.Value.Earlier is { } receipt) return receipt;
            var stored = await Store(prepared.Value, input, actor, ct);
            if (stored.IsOk || stored.Refusal != Refusal.Stale || attempt == MostTries) return stored;
        }
    }

    // All that needs no lock: reading, checking and sealing. The lock is held by one submission at a time, of all challenges.
    private async Task<Result<Prepared>> Prepare(Input input, Actor actor, CancellationToken ct)
    {
        var bid = await db.Set<Bid>().FirstOrDefaultAsync(b => b.Id == input.BidId, ct);
        if (bid is null || await BidGate.Find(db, bid.ChallengeId, bid.OrganisationId, ct) is not { } facts) return Refusal.NotFound;
        if (!Permissions.Allows(Deed.PrepareBid, actor, bid.OrganisationId)) return Refusal.NotFound;
        if (await Earlier(bid, facts, input, ct) is { } earlier) return earlier;
        if (BidGate.CanBid(facts, actor, clock.GetUtcNow()) is { IsOk: false } closed) return closed.Refusal;
        if (BidLifecycle.Next(bid.Status, BidAction.Submit) is { IsOk: false } wrong) return wrong.Refusal;
        if (input.Revision != bid.DraftRevision) return Refusal.Stale;
        var key = await keys.Find(bid.ChallengeId, ct);
        var content = await reader.DraftContent(bid, key, ct);
        if (BidRules.Complete(content, await BidQueries.TermsOf(db, bid.ChallengeId, bid.OrganisationId, ct)) is { Count: > 0 } found) return found;
        return new Prepared(bid, facts, Seal.Close(key, BidJson.Write(content), SealedPart.Content(bid.Id, bid.Version + 1)), null);
    }

    private async Task<Result<Prepared>?> Earlier(Bid bid, BidFacts facts, Input input, CancellationToken ct)
    {
        var standing = bid.Status == BidStatus.Submitted && bid.SubmittedRevision == input.Revision ? bid.Version : 0;
        if (standing == 0 && input.IdempotencyKey is null) return null;
        var earlier = await db.Set<BidSeal>().AsNoTracking()
            .Where(s => s.BidId == bid.Id && s.Version > 0 && (s.Version == standing || (s.IdempotencyKey != null && s.IdempotencyKey == input.IdempotencyKey)))
            .OrderByDescending(s => s.IdempotencyKey == input.IdempotencyKey)
            .Select(s => new { s.Version, s.Revision, s.SealedAt, s.Sha256 }).FirstOrDefaultAsync(ct);
        if (earlier is null) return null;
        if (earlier.Revision != input.Revision) return (Result<Prepared>)new Refusal("bid.idempotency_key_used", nameof(input.IdempotencyKey));
        return (Result<Prepared>)new Prepared(bid, facts, null, Receipt(bid, facts, earlier.Version, earlier.SealedAt, earlier.Sha256));
    }

    private Task<Result<BidReceipt>> Store(Prepared prepared, Input input, Actor actor, CancellationToken ct) => writer.Write<BidReceipt>(async w =>
    {
        var (bid, bytes) = (prepared.Bid, prepared.Bytes!);
        if (await BidGate.Find(w.Db, bid.ChallengeId, bid.OrganisationId, ct) is not { } facts) return Refusal.NotFound;
        if (BidGate.CanBid(facts, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        // The bid's concurrency token would find the change too, but after the seal of the same version, whose key two submissions share.
        if (facts.ChallengeVersion != prepared.Facts.ChallengeVersion || !await IsUnchanged(w.Db, bid, ct)) return Refusal.Stale;
        var sha256 = bytes.Sha256();
        if (bid.Submit(input.Revision, sha256, actor.PersonId!.Value, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Db.Add(new BidSeal
        {
            BidId = bid.Id, Version = bid.Version, Revision = input.Revision, Nonce = bytes.Nonce, Ciphertext = bytes.Ciphertext, Tag = bytes.Tag,
            Sha256 = sha256, SealedAt = w.Now, SealedById = actor.PersonId.Value, IdempotencyKey = input.IdempotencyKey,
        });
        var receipt = Receipt(bid, facts, bid.Version, w.Now, sha256);
        w.Record(bid.Version == 1
            ? new BidSubmitted(bid.Id, bid.ChallengeId, facts.Code, bid.OrganisationId, bid.Version, receipt.Sha256)
            : new BidReplaced(bid.Id, bid.ChallengeId, facts.Code, bid.OrganisationId, bid.Version, receipt.Sha256), actor);
        return receipt;
    }, ct);

    private static Task<bool> IsUnchanged(MarketplaceDb db, Bid bid, CancellationToken ct) =>
        db.Set<Bid>().AnyAsync(b => b.Id == bid.Id && b.Changes == bid.Changes, ct);

    private static BidReceipt Receipt(Bid bid, BidFacts facts, int version, DateTimeOffset at, byte[] sha256) =>
        new(bid.Id, facts.Code ?? "", facts.OrganisationName, version, at, Convert.ToHexStringLower(sha256));

    private sealed record Prepared(Bid Bid, BidFacts Facts, SealedBytes? Bytes, BidReceipt? Earlier);
}
