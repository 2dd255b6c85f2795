using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Payouts;

/// <summary>Money goes back to the publisher: a refund waits to be ordered at the bank.</summary>
[EventType("refund.planned")]
public sealed record RefundPlanned(ContractRef Contract, Guid PayoutId, PayoutKind Kind, long Minor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

[EventType("refund.ordered")]
public sealed record RefundOrdered(ContractRef Contract, Guid PayoutId, int Attempt) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The bank's statement shows that the refund has left.</summary>
[EventType("refund.settled")]
public sealed record RefundSettled(ContractRef Contract, Guid PayoutId, long Minor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The bank sent the refund back; a person decides when it is ordered again.</summary>
[EventType("refund.returned")]
public sealed record RefundReturned(ContractRef Contract, Guid PayoutId) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}
