using Marketplace.Kernel;

namespace Marketplace.Contracts.Ends;

/// <summary>By whose word a contract ends early: the other side's, or the operator's where one side is asked to bear it.</summary>
public enum TerminationGround { Agreement = 1, Cause }

/// <summary>Why a contract ends early. Only negligence, misconduct and the publisher's default are anybody's fault.</summary>
public enum TerminationCause { TechnicalHonest = 1, Negligence, Misconduct, Market, ForceMajeure, PublisherDefault }

/// <summary>What an early end says about those who worked.</summary>
public enum TerminationOutcome
{
    /// <summary>The goal was not met with diligent work (结题, 尽职免责): no mark against anybody.</summary>
    ConcludedDiligent = 1,
    EndedWithoutFault,
    EndedForFault,
}

public enum TerminationStatus { Proposed = 1, Agreed, Declined, Withdrawn }

public enum TerminationAction { Agree = 1, Decline, Withdraw }

/// <summary>
/// One side's wish to end the contract, and the answer to it. Of one contract only one is open.
/// <code>
///   Proposed ──Agree──▶ Agreed       the other side, or the operator where it is for cause
///      ├─────Decline──▶ Declined
///      └────Withdraw──▶ Withdrawn    by the side that asked
/// </code>
/// </summary>
public sealed class Termination
{
    private static readonly Lifecycle<TerminationStatus, TerminationAction> Life = new("termination.wrong_state",
    [
        (TerminationStatus.Proposed, TerminationAction.Agree, TerminationStatus.Agreed),
        (TerminationStatus.Proposed, TerminationAction.Decline, TerminationStatus.Declined),
        (TerminationStatus.Proposed, TerminationAction.Withdraw, TerminationStatus.Withdrawn),
    ]);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ContractId { get; init; }
    public required TerminationGround Ground { get; init; }
    public required TerminationCause Cause { get; init; }

    /// <summary>The side that asks.</summary>
    public required ContractParty Party { get; init; }
    public required Guid AskedById { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Reason { get; init; }
    public TerminationStatus Status { get; private set; } = TerminationStatus.Proposed;
    public Guid? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? Answer { get; private set; }

    public TerminationOutcome Outcome => Cause switch
    {
        TerminationCause.TechnicalHonest => TerminationOutcome.ConcludedDiligent,
        TerminationCause.Market or TerminationCause.ForceMajeure => TerminationOutcome.EndedWithoutFault,
        _ => TerminationOutcome.EndedForFault,
    };

    internal Result<TerminationStatus> Move(TerminationAction action, string? answer, Actor actor, DateTimeOffset now)
    {
        var moved = Life.Next(Status, action);
        if (moved.IsOk) (Status, Answer, AnsweredById, AnsweredAt) = (moved.Value, answer, actor.PersonId, now);
        return moved;
    }
}
