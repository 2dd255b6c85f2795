using Marketplace.Kernel;

namespace Marketplace.Awards;

public enum AwardStatus { Proposed = 1, Rejected, OnNotice, Made }

public enum AwardAction { Confirm = 1, Reject, Make }

/// <summary>
/// The life of an award; the challenge moves along with it.
/// <code>
///   Proposed ──Confirm──▶ OnNotice ──Make──▶ Made
///       └─────Reject────▶ Rejected
/// </code>
/// Objections join this table when they are built.
/// </summary>
public static class AwardLifecycle
{
    private static readonly Lifecycle<AwardStatus, AwardAction> Life = new("award.wrong_state",
    [
        (AwardStatus.Proposed, AwardAction.Confirm, AwardStatus.OnNotice),
        (AwardStatus.Proposed, AwardAction.Reject, AwardStatus.Rejected),
        (AwardStatus.OnNotice, AwardAction.Make, AwardStatus.Made),
    ]);

    public static Result<AwardStatus> Next(AwardStatus from, AwardAction action) => Life.Next(from, action);
}
