using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

public enum ChangeStatus { Proposed = 1, Consented, InForce, Declined, Refused, Withdrawn }

public enum ChangeAction { Agree = 1, TakeEffect, Approve, Decline, Refuse, Withdraw }

/// <summary>
/// The way of a proposed change. Of one contract only one is open.
/// <code>
///   Proposed ──TakeEffect──▶ InForce      the other side agrees, and nothing material changes
///      │  └──Agree──▶ Consented ──Approve──▶ InForce
///      │                │ └─────Refuse────▶ Refused    the officer, where it is material
///      ├──Decline──▶ Declined
///      └──Withdraw─▶ Withdrawn ◀─Withdraw─ Consented    by the side that asked
/// </code>
/// </summary>
public static class ChangeLifecycle
{
    private static readonly Lifecycle<ChangeStatus, ChangeAction> Life = new("change.wrong_state",
    [
        (ChangeStatus.Proposed, ChangeAction.Agree, ChangeStatus.Consented),
        (ChangeStatus.Proposed, ChangeAction.TakeEffect, ChangeStatus.InForce),
        (ChangeStatus.Proposed, ChangeAction.Decline, ChangeStatus.Declined),
        (ChangeStatus.Proposed, ChangeAction.Withdraw, ChangeStatus.Withdrawn),
        (ChangeStatus.Consented, ChangeAction.Approve, ChangeStatus.InForce),
        (ChangeStatus.Consented, ChangeAction.Refuse, ChangeStatus.Refused),
        (ChangeStatus.Consented, ChangeAction.Withdraw, ChangeStatus.Withdrawn),
    ]);

    /// <summary>Still on its way.</summary>
    public static readonly IReadOnlyList<ChangeStatus> Open = [ChangeStatus.Proposed, ChangeStatus.Consented];

    public static Result<ChangeStatus> Next(ChangeStatus from, ChangeAction action) => Life.Next(from, action);
}
