using Marketplace.Kernel;

namespace Marketplace.Contracts.Milestones;

public enum PartStatus { Proposed = 1, Agreed, Declined, Withdrawn }

/// <summary>
/// The publisher's offer to accept a part of a milestone that was handed in. With the winner's word the part is released, and the rest becomes a
/// milestone of its own with a date of its own. Of one milestone only one offer is open; a new one takes its place.
/// </summary>
public sealed class PartialAcceptance
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ContractId { get; init; }
    public required Guid MilestoneId { get; init; }

    /// <summary>Of the milestone's amount; more than nothing and less than all.</summary>
    public required long PartMinor { get; init; }
    public required DateOnly RestDueOn { get; init; }
    public required string Reason { get; init; }

    /// <summary>The publisher's findings, kept for the acceptance.</summary>
    public required string FindingsJson { get; init; }
    public required Guid OfferedById { get; init; }
    public required DateTimeOffset OfferedAt { get; init; }
    public PartStatus Status { get; private set; } = PartStatus.Proposed;
    public Guid? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? Answer { get; private set; }

    internal Result<Done> Move(PartStatus to, string? answer, Actor actor, DateTimeOffset now)
    {
        if (Status != PartStatus.Proposed) return new Refusal("part.none");
        (Status, Answer, AnsweredById, AnsweredAt) = (to, answer, actor.PersonId, now);
        return default(Done);
    }
}
