using System.Text.Json.Serialization;
using Marketplace.Events;
using Marketplace.Organisations;
using Marketplace.Payments;

namespace Marketplace.Contracts.Cards;

/// <summary>Something about the card rail that both sides and the officers of the money page see.</summary>
public abstract record CardEvent(ContractRef Contract) : ContractEvent(Contract)
{
    [JsonIgnore] public override IEnumerable<string> Audience => AllWhoCount;
}

/// <summary>The publisher has gone to the provider's page; nothing is paid yet.</summary>
[EventType("card.started")]
public sealed record CardStarted(ContractRef Contract, string Op, long AmountMinor, string Currency) : ContractEvent(Contract);

/// <summary>A payment by card came in and was booked; what does not fit waits in suspense.</summary>
[EventType("card.paid")]
public sealed record CardPaid(ContractRef Contract, string Op, long HeldMinor, long SuspenseMinor, string Currency) : CardEvent(Contract);

/// <summary>What waited in suspense has gone back to the card.</summary>
[EventType("card.given_back")]
public sealed record CardGivenBack(ContractRef Contract, string Op, long Minor, string Currency) : CardEvent(Contract);

/// <summary>The provider could not give money back after it had said so.</summary>
[EventType("card.give_back_failed")]
public sealed record CardGiveBackFailed(ContractRef Contract, string Op) : CardEvent(Contract);

/// <summary>A cardholder's bank draws a payment back: nothing is released or paid until it is decided.</summary>
[EventType("card.disputed")]
public sealed record CardDisputed(ContractRef Contract, string Dispute, long Minor, string Currency) : CardEvent(Contract);

[EventType("card.dispute_decided")]
public sealed record CardDisputeDecided(ContractRef Contract, string Dispute, DisputeState State) : CardEvent(Contract);

/// <summary>The payee's own bank refused a payment of the provider: the money is the payee's, who must mend its account.</summary>
[EventType("card.payee_bank_failed")]
public sealed record PayeeBankRefused(ContractRef Contract) : CardEvent(Contract);

/// <summary>An operation does not go on by itself: an officer decides.</summary>
[EventType("operation.stuck")]
public sealed record OperationStuck(ContractRef Contract, string Op, string Code) : CardEvent(Contract);

[EventType("operation.retried")]
public sealed record OperationRetried(ContractRef Contract, string Op, int Attempt) : CardEvent(Contract);

/// <summary>The payment will be made by bank instead.</summary>
[EventType("operation.handed_over")]
public sealed record OperationHandedOver(ContractRef Contract, string Op) : CardEvent(Contract);

/// <summary>An organisation has begun to open its account at the provider.</summary>
[EventType("payee.begun")]
public sealed record PayeeBegun(Guid OrganisationId) : OrganisationEvent(OrganisationId);

/// <summary>Whether the provider lets the organisation be paid has changed.</summary>
[EventType("payee.changed")]
public sealed record PayeeChanged(Guid OrganisationId, PayeeState State) : OrganisationEvent(OrganisationId);
