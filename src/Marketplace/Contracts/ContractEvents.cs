using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts;

/// <summary>Something happened to a contract or its money. Both sides hear of it; the ids are enough for their screens.</summary>
public abstract record ContractEvent(ContractRef Contract) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("contract", Contract.Id, Contract.Code);
    [JsonIgnore] public override IEnumerable<string> Audience => Parties;

    protected IEnumerable<string> Parties => [Streams.Organisation(Contract.PublisherId), Streams.Organisation(Contract.BidderId)];

    /// <summary>Both sides, the officers of the money page, and whoever has the challenge open, where the proof of funds stands.</summary>
    protected IEnumerable<string> AllWhoCount => [.. Parties, Streams.Money, Streams.Challenge(Contract.ChallengeId)];
}

/// <summary>What names a contract in its events.</summary>
public sealed record ContractRef(Guid Id, string Code, Guid ChallengeId, Guid PublisherId, Guid BidderId)
{
    public static ContractRef Of(Contract contract) => new(contract.Id, contract.Code, contract.ChallengeId, contract.PublisherId, contract.BidderId);
}

/// <summary>The award is final and the contract is to be drafted.</summary>
[EventType("contract.begun")]
public sealed record ContractBegun(ContractRef Contract, Guid BidId, int BidVersion, string BidSha256) : ContractEvent(Contract);

/// <summary>A draft stands; signatures of earlier ones are void.</summary>
[EventType("contract.drafted")]
public sealed record ContractDrafted(ContractRef Contract, int Draft, string TextSha256, int VoidedSignatures) : ContractEvent(Contract);

[EventType("contract.signed")]
public sealed record ContractSigned(ContractRef Contract, int Draft, ContractParty Party, string TextSha256) : ContractEvent(Contract);

/// <summary>Both have signed the same text.</summary>
[EventType("contract.concluded")]
public sealed record ContractConcluded(ContractRef Contract, string TextSha256, long AmountMinor, string Currency) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>Every milestone is paid.</summary>
[EventType("contract.settled")]
public sealed record ContractSettled(ContractRef Contract) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>A bank sent a payment back after the contract was settled.</summary>
[EventType("contract.reopened")]
public sealed record ContractReopened(ContractRef Contract) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}
