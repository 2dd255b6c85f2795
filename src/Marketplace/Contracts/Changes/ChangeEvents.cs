using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Changes;

/// <summary>One side wants to change the signed contract; the reason is in the row of the log.</summary>
[EventType("change.proposed")]
public sealed record ChangeProposed(ContractRef Contract, Guid ChangeId, ContractParty Party, bool IsMaterial, string TextSha256) : ContractEvent(Contract);

/// <summary>The other side agreed, and an officer has yet to.</summary>
[EventType("change.agreed")]
public sealed record ChangeAgreed(ContractRef Contract, Guid ChangeId, ContractParty Party) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Parties, Streams.Officers];
}

[EventType("change.declined")]
public sealed record ChangeDeclined(ContractRef Contract, Guid ChangeId, ContractParty Party) : ContractEvent(Contract);

/// <summary>The officer did not approve.</summary>
[EventType("change.refused")]
public sealed record ChangeRefused(ContractRef Contract, Guid ChangeId) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Parties, Streams.Officers];
}

[EventType("change.withdrawn")]
public sealed record ChangeWithdrawn(ContractRef Contract, Guid ChangeId, ContractParty Party) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Parties, Streams.Officers];
}

/// <summary>A new version of the text is in force.</summary>
[EventType("contract.changed")]
public sealed record ContractChanged(ContractRef Contract, Guid ChangeId, int Draft, string TextSha256, bool IsMaterial) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Parties, Streams.Officers];
}
