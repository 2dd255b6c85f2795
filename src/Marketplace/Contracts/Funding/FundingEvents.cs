using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Funding;

/// <summary>The publisher says that it has paid.</summary>
[EventType("funding.claimed")]
public sealed record FundingClaimed(ContractRef Contract, Guid ClaimId, long ClaimedMinor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(Contract.PublisherId), Streams.Money];
}

/// <summary>The first of two officers has found the money; the parties hear of it when it is booked.</summary>
[EventType("funding.checked")]
public sealed record FundingChecked(ContractRef Contract, Guid ClaimId, long ReceivedMinor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Money];
}

/// <summary>Money came in and was booked.</summary>
/// <param name="IsWhole">Whether the whole amount is now held.</param>
[EventType("funding.confirmed")]
public sealed record FundingConfirmed(ContractRef Contract, Guid ClaimId, long HeldMinor, long SuspenseMinor, string Currency, bool IsWhole) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

[EventType("funding.rejected")]
public sealed record FundingRejected(ContractRef Contract, Guid ClaimId) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(Contract.PublisherId), Streams.Money];
}

/// <summary>What was booked did not stay: returned, or the voucher was forged.</summary>
[EventType("funding.reversed")]
public sealed record FundingReversed(ContractRef Contract, Guid ClaimId, Guid JournalId) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>Money that waited in suspense is now held for the bounty.</summary>
[EventType("funding.assigned")]
public sealed record FundingAssigned(ContractRef Contract, long Minor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}
