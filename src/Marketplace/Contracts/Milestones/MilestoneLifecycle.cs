using Marketplace.Kernel;

namespace Marketplace.Contracts.Milestones;

/// <summary>Where a milestone stands.</summary>
public enum MilestoneStatus { Planned = 1, Submitted, Rectifying, Failed, Payable, Paid, Void }

public enum MilestoneAction { Submit = 1, Accept, SendBack, Fail, Pay, TakeBackPayment, Void }

/// <summary>
/// The life of a milestone.
/// <code>
///   Planned ──Submit──▶ Submitted ──Accept──▶ Payable ──Pay──▶ Paid
///                        │  ▲  │                  ▲             │
///                 SendBack Submit └─Fail─▶ Failed └TakeBackPayment
///                        ▼  │
///                      Rectifying
///
///   Planned, Submitted, Rectifying ──Void──▶ Void   the contract ended before
/// </code>
/// It is sent back once; whether it was before is asked by the entity. Money is released by Accept, and paid when the bank's statement says so.
/// </summary>
public static class MilestoneLifecycle
{
    private static readonly Lifecycle<MilestoneStatus, MilestoneAction> Life = new("milestone.wrong_state",
    [
        (MilestoneStatus.Planned, MilestoneAction.Submit, MilestoneStatus.Submitted),
        (MilestoneStatus.Rectifying, MilestoneAction.Submit, MilestoneStatus.Submitted),
        (MilestoneStatus.Submitted, MilestoneAction.Accept, MilestoneStatus.Payable),
        (MilestoneStatus.Submitted, MilestoneAction.SendBack, MilestoneStatus.Rectifying),
        (MilestoneStatus.Submitted, MilestoneAction.Fail, MilestoneStatus.Failed),
        (MilestoneStatus.Payable, MilestoneAction.Pay, MilestoneStatus.Paid),
        (MilestoneStatus.Paid, MilestoneAction.TakeBackPayment, MilestoneStatus.Payable),
        (MilestoneStatus.Planned, MilestoneAction.Void, MilestoneStatus.Void),
        (MilestoneStatus.Submitted, MilestoneAction.Void, MilestoneStatus.Void),
        (MilestoneStatus.Rectifying, MilestoneAction.Void, MilestoneStatus.Void),
    ]);

    public static Result<MilestoneStatus> Next(MilestoneStatus from, MilestoneAction action) => Life.Next(from, action);
}
