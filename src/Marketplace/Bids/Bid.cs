using Marketplace.Kernel;

namespace Marketplace.Bids;

/// <summary>
/// That an organisation bids for a challenge, and how far it is. Nothing of what it bids stands here:
/// the content is in <see cref="BidSeal"/> as ciphertext.
/// </summary>
public sealed class Bid
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ChallengeId { get; init; }
    public required Guid OrganisationId { get; init; }
    public Guid StartedById { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    public BidStatus Status { get; private set; } = BidStatus.Draft;

    /// <summary>Counts the submissions; 0 before the first.</summary>
    public int Version { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? SubmittedById { get; private set; }

    /// <summary>The draft's revision that the newest version was made of.</summary>
    public long SubmittedRevision { get; private set; }

    /// <summary>The newest receipt: SHA-256 of the sealed bytes.</summary>
    public byte[]? Sha256 { get; private set; }

    /// <summary>Counts the savings of the draft; a form carries the one that it was shown with.</summary>
    public long DraftRevision { get; private set; } = 1;
    public DateTimeOffset DraftSavedAt { get; private set; }
    public Guid DraftSavedById { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Counts every change of this row.</summary>
    public long Changes { get; private set; }

    public bool IsDraftAhead => DraftRevision > SubmittedRevision;

    internal Result<BidStatus> Move(BidAction action)
    {
        var next = BidLifecycle.Next(Status, action);
        if (!next.IsOk) return next;
        Status = next.Value;
        Changes++;
        return next;
    }

    internal void DraftSaved(Guid personId, DateTimeOffset now, bool isFirst = false)
    {
        if (!isFirst) DraftRevision++;
        (DraftSavedAt, DraftSavedById) = (now, personId);
        Changes++;
    }

    internal Result<BidStatus> Submit(long revision, byte[] sha256, Guid personId, DateTimeOffset now)
    {
        var moved = Move(BidAction.Submit);
        if (!moved.IsOk) return moved;
        Version++;
        (SubmittedAt, SubmittedById, SubmittedRevision, Sha256) = (now, personId, revision, sha256);
        return moved;
    }

    internal Result<BidStatus> Withdraw(DateTimeOffset now)
    {
        var moved = Move(BidAction.Withdraw);
        if (moved.IsOk) WithdrawnAt = now;
        return moved;
    }
}

/// <summary>The sealed content of one version of a bid. Version 0 is the draft, sealed anew at each saving; the others never change.</summary>
public sealed class BidSeal
{
    public required Guid BidId { get; init; }
    public required int Version { get; init; }

    /// <summary>The draft's revision that is in the seal.</summary>
    public required long Revision { get; init; }
    public required byte[] Nonce { get; init; }
    public required byte[] Ciphertext { get; init; }
    public required byte[] Tag { get; init; }
    public required byte[] Sha256 { get; init; }
    public required DateTimeOffset SealedAt { get; init; }
    public required Guid SealedById { get; init; }

    /// <summary>The key that the sender gave to this submission, so that sending it again makes no second one.</summary>
    public string? IdempotencyKey { get; init; }

    internal SealedBytes Bytes => new(Nonce, Ciphertext, Tag);
}

/// <summary>A sealed file: the ciphertext is on disk, its name, type and length only within the sealed content.</summary>
public sealed class BidFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid BidId { get; init; }
    public required Guid ChallengeId { get; init; }

    /// <summary>The version that the bid would have next when the file was attached.</summary>
    public required int Version { get; init; }
    public required byte[] Nonce { get; init; }
    public required byte[] Tag { get; init; }
    public DateTimeOffset AttachedAt { get; set; }
}

/// <summary>A bid's content in clear, made at the opening. Before it there is no such row.</summary>
public sealed class OpenedBid
{
    public required Guid BidId { get; init; }
    public required Guid ChallengeId { get; init; }
    public required int Version { get; init; }
    public required string Json { get; init; }

    /// <summary>Minor units of the bounty's currency.</summary>
    public required long RequestedMinor { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    public BidContent Content => BidJson.Read(Json);
}
