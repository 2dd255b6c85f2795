using Marketplace.Kernel;
using Marketplace.Ledger;

namespace Marketplace.Contracts.Payouts;

/// <summary>Where a payment to the winner stands.</summary>
public enum PayoutStatus { Planned = 1, Ordered, Settled, Returned, Void }

public enum PayoutAction { Order = 1, Settle, Return, Void, Transfer }

/// <summary>What is paid: a released milestone to the winner, or money back to the publisher.</summary>
public enum PayoutKind
{
    Milestone = 1,

    /// <summary>What was still held when the contract ended.</summary>
    Rest,

    /// <summary>What came in beyond the amount of the contract.</summary>
    Surplus,
}

/// <summary>
/// A payment by the bank: the one for a released milestone, of which the database lets no second one be planned, or a refund.
/// <code>
///   Planned ──Order──▶ Ordered ──Settle──▶ Settled
///                       ▲   └───Return──▶ Returned ◀──Return──┘
///                       └───────Order───────┘   by a person, never by itself
///   Planned, Returned ──Void──▶ Void   a refund of money that the bank has taken back itself
///   Planned, Returned ──Transfer──▶ Settled   by the provider of a rail
/// </code>
/// </summary>
public sealed class Payout
{
    private static readonly Lifecycle<PayoutStatus, PayoutAction> Life = new("payout.wrong_state",
    [
        (PayoutStatus.Planned, PayoutAction.Order, PayoutStatus.Ordered),
        (PayoutStatus.Returned, PayoutAction.Order, PayoutStatus.Ordered),
        (PayoutStatus.Ordered, PayoutAction.Settle, PayoutStatus.Settled),
        (PayoutStatus.Ordered, PayoutAction.Return, PayoutStatus.Returned),
        (PayoutStatus.Settled, PayoutAction.Return, PayoutStatus.Returned),
        (PayoutStatus.Planned, PayoutAction.Void, PayoutStatus.Void),
        (PayoutStatus.Returned, PayoutAction.Void, PayoutStatus.Void),
        (PayoutStatus.Planned, PayoutAction.Transfer, PayoutStatus.Settled),
        (PayoutStatus.Returned, PayoutAction.Transfer, PayoutStatus.Settled),
    ]);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ContractId { get; init; }
    public PayoutKind Kind { get; init; } = PayoutKind.Milestone;

    /// <summary>Null for a refund.</summary>
    public Guid? MilestoneId { get; init; }

    /// <summary>What the payee gets, after fee and tax; minor units.</summary>
    public required long NetMinor { get; init; }
    public required long FeeMinor { get; init; }
    public required Currency Currency { get; init; }
    public required DateTimeOffset PlannedAt { get; init; }
    public PayoutStatus Status { get; private set; } = PayoutStatus.Planned;

    /// <summary>Counts the orders given to the bank.</summary>
    public int Attempt { get; private set; }
    public string? BankOrder { get; private set; }
    public Guid? OrderedById { get; private set; }
    public DateTimeOffset? OrderedAt { get; private set; }

    /// <summary>The line of the bank's statement on which the money left.</summary>
    public string? StatementLine { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public string? ReturnReason { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }

    public Money Net => new(NetMinor, Currency);

    public bool IsRefund => Kind != PayoutKind.Milestone;

    /// <summary>Where the ledger says that the money is owed.</summary>
    internal AccountName OwedBy => MilestoneId is { } milestone ? AccountName.Payable(milestone) : AccountName.Refund(ContractId);

    /// <summary>A refund of this much that is yet to be ordered; it is booked by whoever plans it.</summary>
    internal static Payout Refund(Contract contract, PayoutKind kind, long minor, DateTimeOffset now) => new()
    {
        ContractId = contract.Id, Kind = kind, NetMinor = minor, FeeMinor = 0, Currency = contract.Currency, PlannedAt = now,
    };

    internal Result<PayoutStatus> Order(string bankOrder, Actor actor, DateTimeOffset now)
    {
        var moved = Move(PayoutAction.Order);
        if (!moved.IsOk) return moved;
        Attempt++;
        (BankOrder, OrderedById, OrderedAt, StatementLine, SettledAt) = (bankOrder, actor.PersonId, now, null, null);
        return moved;
    }

    internal Result<PayoutStatus> Settle(string statementLine, DateTimeOffset now)
    {
        var moved = Move(PayoutAction.Settle);
        if (moved.IsOk) (StatementLine, SettledAt) = (statementLine, now);
        return moved;
    }

    internal Result<PayoutStatus> Return(string reason, DateTimeOffset now)
    {
        var moved = Move(PayoutAction.Return);
        if (moved.IsOk) (ReturnReason, ReturnedAt) = (reason, now);
        return moved;
    }

    internal Result<PayoutStatus> Void() => Move(PayoutAction.Void);

    /// <summary>The provider of a rail has paid it: order and statement in one.</summary>
    internal Result<PayoutStatus> Transfer(DateTimeOffset now)
    {
        var moved = Move(PayoutAction.Transfer);
        if (moved.IsOk) (Attempt, SettledAt) = (Attempt + 1, now);
        return moved;
    }

    private Result<PayoutStatus> Move(PayoutAction action)
    {
        var moved = Life.Next(Status, action);
        if (moved.IsOk) Status = moved.Value;
        return moved;
    }
}
