using Marketplace.Kernel;

namespace Marketplace.Awards;

/// <summary>The decision about all opened bids of a challenge: proposed by one person, confirmed by another, then put up for public notice (公示).</summary>
public sealed class Award
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ChallengeId { get; init; }
    public AwardStatus Status { get; private set; } = AwardStatus.Proposed;
    public required Guid ProposedById { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Why these and no others; for those who decide, not for the public.</summary>
    public required string Reason { get; init; }

    public Guid? ConfirmedById { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public Guid? RejectedById { get; private set; }
    public DateTimeOffset? RejectedAt { get; private set; }
    public string? RejectReason { get; private set; }

    /// <summary>Code of the notice, such as PD-GS-2026-0001; numbers of a year have no gaps.</summary>
    public string? NoticeCode { get; private set; }
    public int? NoticeYear { get; private set; }
    public int? NoticeNumber { get; private set; }

    /// <summary>Shanghai days, both included.</summary>
    public DateOnly? NoticeFirstDay { get; private set; }
    public DateOnly? NoticeLastDay { get; private set; }

    /// <summary>The first instant after the last day.</summary>
    public DateTimeOffset? NoticeEndsAt { get; private set; }

    /// <summary>The days may still move: a year that the notice touches had no published holidays when it began.</summary>
    public bool IsNoticeProvisional { get; private set; }
    public DateTimeOffset? MadeAt { get; private set; }

    public List<AwardLine> Lines { get; init; } = [];

    internal Result<AwardStatus> Confirm(NoticeNumber number, NoticePeriod period, Actor actor, DateTimeOffset now)
    {
        var moved = Move(AwardAction.Confirm);
        if (!moved.IsOk) return moved;
        (ConfirmedById, ConfirmedAt) = (actor.PersonId, now);
        (NoticeCode, NoticeYear, NoticeNumber) = (number.Code, number.Year, number.Number);
        (NoticeFirstDay, NoticeLastDay, NoticeEndsAt, IsNoticeProvisional) = (period.FirstDay, period.LastDay, period.EndsAt, period.IsProvisional);
        return moved;
    }

    internal Result<AwardStatus> Reject(string reason, Actor actor, DateTimeOffset now)
    {
        var moved = Move(AwardAction.Reject);
        if (moved.IsOk) (RejectedById, RejectedAt, RejectReason) = (actor.PersonId, now, reason);
        return moved;
    }

    internal Result<AwardStatus> Make(DateTimeOffset now)
    {
        var moved = Move(AwardAction.Make);
        if (moved.IsOk) MadeAt = now;
        return moved;
    }

    private Result<AwardStatus> Move(AwardAction action)
    {
        var next = AwardLifecycle.Next(Status, action);
        if (next.IsOk) Status = next.Value;
        return next;
    }
}

/// <summary>What is decided about one bid, and what its bidder is told.</summary>
public sealed class AwardLine
{
    public Guid AwardId { get; init; }
    public required Guid BidId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required AwardOutcome Outcome { get; init; }

    /// <summary>1 is the best; winners come before reserves. Null where there is no rank.</summary>
    public int? Rank { get; init; }

    /// <summary>Intended amount of a winner, minor units of the bounty's currency; null where it is left to the contract.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>The note to the bidder: what convinced, what fell short, what to do next time.</summary>
    public string? Strengths { get; init; }
    public string? Shortfalls { get; init; }
    public string? Advice { get; init; }
}

/// <summary>What becomes of a bid: 揭榜单位, 候补, 潜力单位, or not chosen.</summary>
public enum AwardOutcome { Winner = 1, Reserve, Potential, NotAwarded }
