using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Milestones;

[EventType("milestone.submitted")]
public sealed record MilestoneSubmitted(ContractRef Contract, Guid MilestoneId, int Position, int Submissions) : ContractEvent(Contract);

/// <summary>The publisher accepted; the money for it is released in the same transaction.</summary>
[EventType("milestone.accepted")]
public sealed record MilestoneAccepted(ContractRef Contract, Guid MilestoneId, int Position, bool AfterRectification) : ContractEvent(Contract);

/// <summary>If the publisher says nothing until then, the milestone is accepted. Told three times.</summary>
[EventType("milestone.silence_near")]
public sealed record MilestoneSilenceNear(ContractRef Contract, Guid MilestoneId, int Position, int Warning, DateTimeOffset EndsAt) : ContractEvent(Contract);

/// <summary>The publisher said nothing in time, and was told so three times: the money is released in the same transaction.</summary>
[EventType("milestone.accepted_by_silence")]
public sealed record MilestoneAcceptedBySilence(ContractRef Contract, Guid MilestoneId, int Position) : ContractEvent(Contract);

/// <summary>The publisher sent it back, or for good.</summary>
[EventType("milestone.rejected")]
public sealed record MilestoneRejected(ContractRef Contract, Guid MilestoneId, int Position, bool IsFinal) : ContractEvent(Contract);

/// <summary>Money left what is held and is owed to the winner.</summary>
[EventType("payment.released")]
public sealed record PaymentReleased(ContractRef Contract, Guid MilestoneId, int Position, long GrossMinor, long FeeMinor, long NetMinor, string Currency)
    : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The publisher offers to accept a part; the winner answers.</summary>
[EventType("milestone.part_offered")]
public sealed record PartOffered(ContractRef Contract, Guid MilestoneId, int Position, long PartMinor) : ContractEvent(Contract);

[EventType("milestone.part_declined")]
public sealed record PartDeclined(ContractRef Contract, Guid MilestoneId, int Position) : ContractEvent(Contract);

/// <summary>The part is released in the same transaction, and the rest is a milestone of its own.</summary>
[EventType("milestone.part_accepted")]
public sealed record PartAccepted(ContractRef Contract, Guid MilestoneId, int Position, long PartMinor, Guid RestId, int RestPosition) : ContractEvent(Contract);
