using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges;

public sealed partial class Challenge
{
    public ChallengeStatus Status { get; private set; } = ChallengeStatus.Draft;
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? ReviewedAt { get; private set; }
    public Guid? ReviewedById { get; private set; }
    public DateTimeOffset? PostedAt { get; private set; }
    public Guid? PostedById { get; private set; }

    /// <summary>The last reason given with a return, withdrawal or cancellation.</summary>
    public string? StatusReason { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Two officers must ask for the opening; the first one's call is kept here, the second one opens.</summary>
    public Guid? OpeningAskedById { get; internal set; }
    public DateTimeOffset? OpeningAskedAt { get; internal set; }
    public DateTimeOffset? BidsOpenedAt { get; internal set; }

    public DateTimeOffset? AwardProposedAt { get; private set; }
    public Guid? AwardProposedById { get; private set; }

    /// <summary>The notice stands from the first instant of its first day to this one, excluded (Shanghai days).</summary>
    public DateTimeOffset? NoticeStartedAt { get; private set; }
    public DateTimeOffset? NoticeEndsAt { get; private set; }
    public DateTimeOffset? AwardedAt { get; private set; }

    /// <summary>When both sides had signed the first contract, and when the last payment was made.</summary>
    public DateTimeOffset? WorkStartedAt { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public DateTimeOffset? TerminatedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public CancelCause? CancelCause { get; private set; }
    public int Extensions { get; private set; }

    /// <summary>When everybody was told that the deadline is near; null while that is still to come.</summary>
    public DateTimeOffset? ClosingSoonAt { get; internal set; }

    /// <summary>Every move goes through here: the gate is asked, the status changes, the version grows.</summary>
    internal Result<ChallengeStatus> Move(ChallengeAction action, Actor actor, DateTimeOffset now)
    {
        var allowed = ChallengeGate.CanMove(action, Facts, actor, now);
        if (!allowed.IsOk) return allowed.Refusal;
        Status = ChallengeLifecycle.Find(Status, action)!.To;
        Version++;
        Note(action, actor, now);
        return Status;
    }

    /// <summary>Enters the hall for reference, without ever having been open here.</summary>
    internal void Record(string code, DateTimeOffset publishedAt) => (Status, Code, PostedAt) = (ChallengeStatus.Recorded, code, publishedAt);

    internal void Explain(string reason, CancelCause? cause = null) => (StatusReason, CancelCause) = (reason, cause ?? CancelCause);

    internal void SetNotice(DateTimeOffset startsAt, DateTimeOffset endsAt) => (NoticeStartedAt, NoticeEndsAt) = (startsAt, endsAt);

    internal void Extend(DateTimeOffset deadline)
    {
        DeadlineAt = deadline;
        ClosingSoonAt = null;
        Extensions++;
        Version++;
    }

    public ChallengeFacts Facts => new(Id, PublisherId, Kind, Status, DeadlineAt, PresetCode, PresetVersion,
        ReviewedById, AwardProposedById, BidsOpenedAt, NoticeEndsAt, Extensions, Mode, InvitedIds);

    // The code and the log stay; what belongs to the former round goes.
    private void StartAnew()
    {
        (ReviewedById, ReviewedAt, ClosedAt, ClosingSoonAt) = (null, null, null, null);
        (OpeningAskedById, OpeningAskedAt, BidsOpenedAt) = (null, null, null);
        Extensions = 0;
    }

    private void Note(ChallengeAction action, Actor actor, DateTimeOffset now)
    {
        switch (action)
        {
            case ChallengeAction.Submit: SubmittedAt = now; ReviewedById = null; ReviewedAt = null; break;
            case ChallengeAction.Withdraw or ChallengeAction.Return: ReviewedById = null; ReviewedAt = null; break;
            case ChallengeAction.Approve: ReviewedAt = now; ReviewedById = actor.PersonId; break;
            case ChallengeAction.Post: PostedAt = now; PostedById = actor.PersonId; StatusReason = null; break;
            case ChallengeAction.CloseWithBids or ChallengeAction.CloseWithoutBids: ClosedAt = now; break;
            case ChallengeAction.Repost: StartAnew(); break;
            case ChallengeAction.ProposeAward: AwardProposedAt = now; AwardProposedById = actor.PersonId; break;
            case ChallengeAction.RejectAward: AwardProposedAt = null; AwardProposedById = null; break;
            case ChallengeAction.StartNotice: break;
            case ChallengeAction.EndNotice: AwardedAt = now; break;
            case ChallengeAction.StartWork: WorkStartedAt = now; break;
            case ChallengeAction.Settle: SettledAt = now; break;
            case ChallengeAction.Reopen: SettledAt = null; break;
            case ChallengeAction.Terminate: TerminatedAt = now; break;
            case ChallengeAction.Cancel: CancelledAt = now; break;
            default: throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown action.");
        }
    }
}

/// <summary>Why a posted challenge was called off; counted in the publisher's record.</summary>
public enum CancelCause { NeedChanged = 1, FundingLost, AlreadySolved, TermsWrong, NoQualifiedBid, PublisherDefault, ForceMajeure, Other }

/// <summary>The facts by which the gate decides, the same from an entity, a query or a job.</summary>
public sealed record ChallengeFacts(
    Guid Id, Guid PublisherId, ChallengeKind Kind, ChallengeStatus Status, DateTimeOffset? DeadlineAt,
    string PresetCode, int PresetVersion, Guid? ReviewedById, Guid? AwardProposedById,
    DateTimeOffset? BidsOpenedAt, DateTimeOffset? NoticeEndsAt, int Extensions, AwardMode Mode, IReadOnlyList<Guid> InvitedIds)
{
    /// <summary>Whether the challenge is open to the organisation: a directed one is open to the invited alone.</summary>
    public bool Invites(Guid organisationId) => Mode != AwardMode.Directed || InvitedIds.Contains(organisationId);
}
