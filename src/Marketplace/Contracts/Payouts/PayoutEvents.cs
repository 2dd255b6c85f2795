using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Payouts;

[EventType("payout.ordered")]
public sealed record PayoutOrdered(ContractRef Contract, Guid PayoutId, int Position, int Attempt) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The bank's statement shows that the money has left.</summary>
[EventType("payout.settled")]
public sealed record PayoutSettled(ContractRef Contract, Guid PayoutId, int Position, long NetMinor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The bank sent the money back; a person decides when it is ordered again.</summary>
[EventType("payout.returned")]
public sealed record PayoutReturned(ContractRef Contract, Guid PayoutId, int Position) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}
