using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Ends;

/// <summary>The money of a contract stands still until it is thawed; the reason is in the row of the log.</summary>
[EventType("contract.frozen")]
public sealed record ContractFrozen(ContractRef Contract) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Parties, Streams.Money];
}

[EventType("contract.thawed")]
public sealed record ContractThawed(ContractRef Contract) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Parties, Streams.Money];
}

/// <summary>One side wants to end the contract.</summary>
[EventType("termination.proposed")]
public sealed record TerminationProposed(ContractRef Contract, Guid TerminationId, TerminationGround Ground, TerminationCause Cause, ContractParty Party)
    : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Ground == TerminationGround.Cause ? [.. Parties, Streams.Officers] : Parties;
}

[EventType("termination.declined")]
public sealed record TerminationDeclined(ContractRef Contract, Guid TerminationId, TerminationGround Ground, ContractParty Party) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Ground == TerminationGround.Cause ? [.. Parties, Streams.Officers] : Parties;
}

[EventType("termination.withdrawn")]
public sealed record TerminationWithdrawn(ContractRef Contract, Guid TerminationId, TerminationGround Ground, ContractParty Party) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Ground == TerminationGround.Cause ? [.. Parties, Streams.Officers] : Parties;
}

/// <summary>It was not signed in time.</summary>
/// <param name="NextContractId">The contract that began with the reserve; null where there was none.</param>
[EventType("contract.lapsed")]
public sealed record ContractLapsed(ContractRef Contract, Guid? NextContractId) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The contract has ended early: what was accepted stays, the rest goes back.</summary>
[EventType("contract.terminated")]
public sealed record ContractTerminated(
    ContractRef Contract, TerminationGround Ground, TerminationCause Cause, TerminationOutcome Outcome, int VoidedMilestones) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}
