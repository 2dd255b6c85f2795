using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

/// <summary>A change of a signed contract: other due dates, another leader. It carries both texts, and becomes a version of the contract when it is in force.</summary>
public sealed class ContractChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ContractId { get; init; }

    /// <summary>The side that asks, by whom, and the name typed as consent to <see cref="TextAfter"/>.</summary>
    public required ContractParty Party { get; init; }
    public required Guid AskedById { get; init; }
    public required string AskerName { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Reason { get; init; }

    public string? LeaderBefore { get; init; }

    /// <summary>Null where the leader stays.</summary>
    public string? LeaderAfter { get; init; }

    /// <summary>Needs an officer's word as well.</summary>
    public required bool IsMaterial { get; init; }

    /// <summary>The end of the contract moves.</summary>
    public required bool IsExtension { get; init; }

    public required string TextBefore { get; init; }
    public required string Sha256Before { get; init; }
    public required string TextAfter { get; init; }
    public required string Sha256After { get; init; }

    /// <summary>The pledge as it stands in <see cref="TextAfter"/>.</summary>
    public string? PledgeAfter { get; init; }

    public ChangeStatus Status { get; private set; } = ChangeStatus.Proposed;

    /// <summary>The other side's consent, by a typed name, or its refusal.</summary>
    public Guid? AnsweredById { get; private set; }
    public string? AnswererName { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? Answer { get; private set; }

    /// <summary>The officer's word, where it takes one.</summary>
    public Guid? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Decision { get; private set; }

    public DateTimeOffset? InForceAt { get; private set; }

    public List<ChangedDue> Dues { get; init; } = [];

    public bool IsOpen => ChangeLifecycle.Open.Contains(Status);

    internal Result<ChangeStatus> Agree(string name, string? answer, Actor actor, DateTimeOffset now)
    {
        var moved = Move(IsMaterial ? ChangeAction.Agree : ChangeAction.TakeEffect, now);
        if (moved.IsOk) (AnsweredById, AnswererName, AnsweredAt, Answer) = (actor.PersonId, name, now, answer);
        return moved;
    }

    internal Result<ChangeStatus> Decline(string answer, Actor actor, DateTimeOffset now)
    {
        var moved = Move(ChangeAction.Decline, now);
        if (moved.IsOk) (AnsweredById, AnsweredAt, Answer) = (actor.PersonId, now, answer);
        return moved;
    }

    internal Result<ChangeStatus> Decide(bool approves, string reason, Actor officer, DateTimeOffset now)
    {
        var moved = Move(approves ? ChangeAction.Approve : ChangeAction.Refuse, now);
        if (moved.IsOk) (DecidedById, DecidedAt, Decision) = (officer.PersonId, now, reason);
        return moved;
    }

    internal Result<ChangeStatus> Withdraw(DateTimeOffset now) => Move(ChangeAction.Withdraw, now);

    private Result<ChangeStatus> Move(ChangeAction action, DateTimeOffset now)
    {
        var next = ChangeLifecycle.Next(Status, action);
        if (!next.IsOk) return next;
        Status = next.Value;
        if (Status == ChangeStatus.InForce) InForceAt = now;
        return next;
    }
}

/// <summary>A milestone that is due on another day.</summary>
public sealed class ChangedDue
{
    public Guid ChangeId { get; init; }
    public required Guid MilestoneId { get; init; }
    public required int Position { get; init; }
    public required DateOnly Before { get; init; }
    public required DateOnly After { get; init; }
}
