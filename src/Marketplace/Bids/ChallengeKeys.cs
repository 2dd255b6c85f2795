using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>The key of one challenge under which all its bids are sealed; kept only wrapped.</summary>
public sealed class BidKey
{
    public required Guid ChallengeId { get; init; }
    public required byte[] Wrapped { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>Finds or makes the keys of challenges.</summary>
public sealed class ChallengeKeys(MarketplaceDb db, IKeyWrap wrap)
{
    /// <exception cref="InvalidOperationException">No bid was ever drafted for this challenge.</exception>
    internal async Task<byte[]> Find(Guid challengeId, CancellationToken ct) =>
        await FindOrNone(challengeId, ct) ?? throw new InvalidOperationException($"Challenge {challengeId} has no key.");

    /// <summary>Only within a write: the first draft of a challenge makes its key.</summary>
    internal async Task<byte[]> FindOrMake(Writing w, Guid challengeId, CancellationToken ct)
    {
        if (await FindOrNone(challengeId, ct) is { } kept) return kept;
        var key = Seal.NewKey();
        w.Db.Add(new BidKey { ChallengeId = challengeId, Wrapped = wrap.Wrap(challengeId, key), MadeAt = w.Now });
        return key;
    }

    private async Task<byte[]?> FindOrNone(Guid challengeId, CancellationToken ct)
    {
        var wrapped = await db.Set<BidKey>().AsNoTracking().Where(k => k.ChallengeId == challengeId).Select(k => k.Wrapped).FirstOrDefaultAsync(ct);
        return wrapped is null ? null : wrap.Unwrap(challengeId, wrapped);
    }
}
