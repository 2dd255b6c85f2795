using Marketplace.Events;

namespace Marketplace.Contracts.Papers;

/// <summary>The winner entered the number of the registration as a technology contract.</summary>
[EventType("contract.registered")]
public sealed record ContractRegistered(ContractRef Contract, string Number, DateOnly On) : ContractEvent(Contract);
