using Marketplace.Kernel;

namespace Marketplace.Contracts.Milestones;

/// <summary>A stage of the work and the part of the amount that is paid for it.</summary>
public sealed class Milestone
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ContractId { get; init; }

    /// <summary>1, 2, 3 … in the order of the plan.</summary>
    public required int Position { get; init; }
    public required string Title { get; init; }

    /// <summary>What is handed over at its end.</summary>
    public required string Deliverable { get; init; }

    /// <summary>Months after both have signed.</summary>
    public required int Month { get; init; }

    /// <summary>Part of the amount in percent; the exact sum is <see cref="AmountMinor"/>.</summary>
    public required int Percent { get; set; }
    public required long AmountMinor { get; set; }

    /// <summary>The milestone of which this is the rest, where that was accepted in part.</summary>
    public Guid? SplitFromId { get; init; }

    /// <summary>The Shanghai day on which it is due; known once the contract is concluded.</summary>
    public DateOnly? DueOn { get; private set; }
    public MilestoneStatus Status { get; private set; } = MilestoneStatus.Planned;

    /// <summary>How often it was handed in; a second time after the one rectification.</summary>
    public int Submissions { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? SubmittedById { get; private set; }
    public string? Evidence { get; private set; }
    public Guid? EvidenceFileId { get; private set; }

    /// <summary>How often the publisher was told that its silence will be acceptance, and when last.</summary>
    public int SilenceWarnings { get; private set; }
    public DateTimeOffset? SilenceWarnedAt { get; private set; }
    public bool IsAcceptedBySilence { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }

    /// <summary>Why it was sent back or failed.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }

    public List<MilestoneVerdict> Verdicts { get; init; } = [];

    public bool IsAccepted => Status is MilestoneStatus.Payable or MilestoneStatus.Paid;

    public bool IsOpen => MilestoneLifecycle.Next(Status, MilestoneAction.Void).IsOk;

    public bool IsAfterRectification => Submissions > 1;

    internal void Begin(DateOnly signedOn) => DueOn = signedOn.AddMonths(Month);

    internal void Postpone(DateOnly to) => DueOn = to;

    internal Result<MilestoneStatus> Submit(string evidence, Guid? fileId, Actor actor, DateTimeOffset now)
    {
        var moved = Move(MilestoneAction.Submit);
        if (!moved.IsOk) return moved;
        Submissions++;
        (SilenceWarnings, SilenceWarnedAt) = (0, null);
        (Evidence, EvidenceFileId, SubmittedById, SubmittedAt) = (evidence, fileId ?? EvidenceFileId, actor.PersonId, now);
        return moved;
    }

    /// <summary>Whether it is late: due and not handed in.</summary>
    public bool IsOverdueOn(DateOnly day) => DueOn < day && Status is (MilestoneStatus.Planned or MilestoneStatus.Rectifying);

    internal void WarnOfSilence(DateTimeOffset now) => (SilenceWarnings, SilenceWarnedAt) = (SilenceWarnings + 1, now);

    internal Result<MilestoneStatus> AcceptBySilence(DateTimeOffset now)
    {
        var accepted = Decide(MilestoneAction.Accept, null, Actor.System, now);
        if (accepted.IsOk) IsAcceptedBySilence = true;
        return accepted;
    }

    internal Result<MilestoneStatus> Accept(Actor actor, DateTimeOffset now) => Decide(MilestoneAction.Accept, null, actor, now);

    /// <summary>Sent back once to be put right; the second time it has failed.</summary>
    internal Result<MilestoneStatus> Reject(string reason, Actor actor, DateTimeOffset now) =>
        Decide(IsAfterRectification ? MilestoneAction.Fail : MilestoneAction.SendBack, reason, actor, now);

    /// <summary>Keeps the part; what is returned is the rest, with its own place and date. Amounts and percents add up as before.</summary>
    internal Milestone Split(long part, DateOnly restDueOn, int position)
    {
        var percent = (int)(Percent * (decimal)part / AmountMinor);
        var rest = new Milestone
        {
            ContractId = ContractId, Position = position, Title = Title, Deliverable = Deliverable, Month = Month, Percent = Percent - percent, AmountMinor = AmountMinor - part, SplitFromId = Id,
            DueOn = restDueOn,
        };
        (AmountMinor, Percent) = (part, percent);
        return rest;
    }

    internal Result<MilestoneStatus> Pay(DateTimeOffset now)
    {
        var moved = Move(MilestoneAction.Pay);
        if (moved.IsOk) PaidAt = now;
        return moved;
    }

    internal Result<MilestoneStatus> Void() => Move(MilestoneAction.Void);

    internal Result<MilestoneStatus> TakeBackPayment()
    {
        var moved = Move(MilestoneAction.TakeBackPayment);
        if (moved.IsOk) PaidAt = null;
        return moved;
    }

    private Result<MilestoneStatus> Decide(MilestoneAction action, string? reason, Actor actor, DateTimeOffset now)
    {
        var moved = Move(action);
        if (moved.IsOk) (DecidedAt, DecidedById, Reason) = (now, actor.PersonId, reason);
        return moved;
    }

    private Result<MilestoneStatus> Move(MilestoneAction action)
    {
        var next = MilestoneLifecycle.Next(Status, action);
        if (next.IsOk) Status = next.Value;
        return next;
    }
}

/// <summary>How an indicator came out.</summary>
public enum IndicatorVerdict { Met = 1, Partly, NotMet, NotYetDue }

/// <summary>What the publisher found about one indicator when it accepted a milestone.</summary>
public sealed class MilestoneVerdict
{
    public Guid MilestoneId { get; init; }

    /// <summary>The indicator's place in the contract.</summary>
    public required int Position { get; init; }
    public required IndicatorVerdict Verdict { get; init; }
    public string? Measured { get; init; }
    public string? Method { get; init; }
    public string? Laboratory { get; init; }

    internal static MilestoneVerdict Of(Milestone milestone, AcceptMilestone.Finding finding) => new()
    {
        MilestoneId = milestone.Id, Position = finding.Position, Verdict = finding.Verdict!.Value, Measured = finding.Measured, Method = finding.Method, Laboratory = finding.Laboratory,
    };
}
