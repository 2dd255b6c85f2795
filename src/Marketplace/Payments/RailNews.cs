using Marketplace.Kernel;

namespace Marketplace.Payments;

/// <summary>What a provider says now about a thing of ours. Each names the operation that it belongs to, as we wrote it there.</summary>
public abstract record RailNews;

/// <summary>Somebody has paid.</summary>
/// <param name="Payment">The provider's id of the payment; it names the journal.</param>
/// <param name="Charge">The id that later transfers name as their source.</param>
/// <param name="Paid">What the payer was asked for.</param>
/// <param name="Settled">What arrived in our balance before the fee, in the currency of the balance.</param>
/// <param name="Fee">What the provider kept of it.</param>
public sealed record FundingPaid(string Op, string Payment, string Charge, Money Paid, Money Settled, Money Fee, DateTimeOffset At) : RailNews;

/// <summary>A page on which nobody paid in time.</summary>
public sealed record FundingExpired(string Op) : RailNews;

/// <summary>A transfer to a payee, with what of it came back.</summary>
/// <param name="Reversals">Id and amount of each part that came back.</param>
public sealed record TransferMade(string Op, string Transfer, Money Amount, IReadOnlyList<(string Id, Money Amount)> Reversals) : RailNews;

/// <summary>Where a refund stands.</summary>
public enum RefundState { Pending = 1, Succeeded, Failed }

public sealed record RefundMoved(string Op, string Refund, Money Amount, RefundState State, string? Reason) : RailNews;

public enum DisputeState { Open = 1, Won, Lost }

/// <summary>A cardholder's bank draws back a payment.</summary>
/// <param name="Withdrawn">What left our balance for it, without the fee; zero while nothing has moved.</param>
/// <param name="GivenBack">What came back of it, without the fee.</param>
/// <param name="Fee">The provider's fee for the dispute.</param>
public sealed record DisputeMoved(string Op, string Payment, string Dispute, DisputeState State, Money Withdrawn, Money GivenBack, Money Fee, string Reason) : RailNews;

/// <summary>Something changed about an account that is to be paid.</summary>
public sealed record PayeeMoved(string Account, PayeeState State) : RailNews;

/// <summary>The payee's own payment from the provider to its bank failed: its money, not ours.</summary>
public sealed record PayeeBankFailed(string Account, string Payout, string Reason) : RailNews;
