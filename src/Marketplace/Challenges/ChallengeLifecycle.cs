using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges;

/// <summary>Where a challenge stands. The names are those of the register.</summary>
public enum ChallengeStatus
{
    Draft = 1, Submitted, Returned, Approved, Open, NoBid, Evaluating, AwardProposed, PublicNotice, Awarded, Cancelled,

    /// <summary>Published elsewhere and shown here for reference with its source; it has no life on the platform.</summary>
    Recorded,

    /// <summary>A contract is signed and the work goes on (攻关中).</summary>
    InProgress,

    /// <summary>Everything is paid (已兑榜).</summary>
    Settled,

    /// <summary>Every contract ended and none of them was paid to its end (终止).</summary>
    Terminated,
}

public enum ChallengeAction
{
    Submit = 1, Withdraw, Return, Approve, Post, CloseWithBids, CloseWithoutBids, Repost,
    ProposeAward, RejectAward, StartNotice, EndNotice, Cancel, StartWork, Settle, Reopen, Terminate,
}

/// <summary>
/// The life of a challenge (榜单).
/// <code>
///  Draft ─Submit─▶ Submitted ─Approve─▶ Approved ─Post─▶ Open ─CloseWithBids─▶ Evaluating ─ProposeAward─▶ AwardProposed
///    ▲ ▲              │  │                │   │           │ │                    ▲                          │      │
///    │ └──Withdraw────┘  └────Return──────┘   │           │ └CloseWithoutBids─▶  └────────RejectAward───────┘  StartNotice
///    │                         ▼              │           │      NoBid ─Repost─▶ Draft                             ▼
///    │                     Returned ─Submit─▶ Submitted   │                                                  PublicNotice
///    └────────────────────Withdraw────────────┘           └─Cancel─▶ Cancelled (from Open, NoBid, Evaluating)   EndNotice ▼ Awarded
///
///  Awarded ─StartWork─▶ InProgress ─Settle─▶ Settled      StartWork with the first contract that both sides signed, Settle with the last payment;
///                           ▲                   │         Reopen when a bank sends a payment back afterwards
///                           └──────Reopen───────┘
///
///  Awarded, InProgress ─Terminate─▶ Terminated            when the last contract ended without being paid to its end
/// </code>
/// Refinement, expert review and objections join this table when they are built.
/// </summary>
public static class ChallengeLifecycle
{
    /// <summary>A move and the deed whose row in <see cref="Permissions"/> says who may make it.</summary>
    public sealed record Move(ChallengeStatus From, ChallengeAction Action, ChallengeStatus To, Deed Deed);

    public static IReadOnlyList<Move> Moves { get; } =
    [
        new(ChallengeStatus.Draft, ChallengeAction.Submit, ChallengeStatus.Submitted, Deed.DraftChallenge),
        new(ChallengeStatus.Returned, ChallengeAction.Submit, ChallengeStatus.Submitted, Deed.DraftChallenge),
        new(ChallengeStatus.Submitted, ChallengeAction.Withdraw, ChallengeStatus.Draft, Deed.DraftChallenge),
        new(ChallengeStatus.Approved, ChallengeAction.Withdraw, ChallengeStatus.Draft, Deed.DraftChallenge),
        new(ChallengeStatus.Submitted, ChallengeAction.Return, ChallengeStatus.Returned, Deed.ReviewChallenge),
        new(ChallengeStatus.Approved, ChallengeAction.Return, ChallengeStatus.Returned, Deed.PostChallenge),
        new(ChallengeStatus.Submitted, ChallengeAction.Approve, ChallengeStatus.Approved, Deed.ReviewChallenge),
        new(ChallengeStatus.Approved, ChallengeAction.Post, ChallengeStatus.Open, Deed.PostChallenge),
        new(ChallengeStatus.Open, ChallengeAction.CloseWithBids, ChallengeStatus.Evaluating, Deed.RunTheClock),
        new(ChallengeStatus.Open, ChallengeAction.CloseWithoutBids, ChallengeStatus.NoBid, Deed.RunTheClock),
        new(ChallengeStatus.NoBid, ChallengeAction.Repost, ChallengeStatus.Draft, Deed.DraftChallenge),
        new(ChallengeStatus.Evaluating, ChallengeAction.ProposeAward, ChallengeStatus.AwardProposed, Deed.ProposeAward),
        new(ChallengeStatus.AwardProposed, ChallengeAction.RejectAward, ChallengeStatus.Evaluating, Deed.ConfirmEnterpriseAward),
        new(ChallengeStatus.AwardProposed, ChallengeAction.StartNotice, ChallengeStatus.PublicNotice, Deed.ConfirmEnterpriseAward),
        new(ChallengeStatus.PublicNotice, ChallengeAction.EndNotice, ChallengeStatus.Awarded, Deed.RunTheClock),
        new(ChallengeStatus.Awarded, ChallengeAction.StartWork, ChallengeStatus.InProgress, Deed.RunTheClock),
        new(ChallengeStatus.InProgress, ChallengeAction.Settle, ChallengeStatus.Settled, Deed.RunTheClock),
        new(ChallengeStatus.Settled, ChallengeAction.Reopen, ChallengeStatus.InProgress, Deed.RunTheClock),
        new(ChallengeStatus.Awarded, ChallengeAction.Terminate, ChallengeStatus.Terminated, Deed.RunTheClock),
        new(ChallengeStatus.InProgress, ChallengeAction.Terminate, ChallengeStatus.Terminated, Deed.RunTheClock),
        new(ChallengeStatus.Open, ChallengeAction.Cancel, ChallengeStatus.Cancelled, Deed.CancelChallenge),
        new(ChallengeStatus.NoBid, ChallengeAction.Cancel, ChallengeStatus.Cancelled, Deed.CancelChallenge),
        new(ChallengeStatus.Evaluating, ChallengeAction.Cancel, ChallengeStatus.Cancelled, Deed.CancelChallenge),
    ];

    /// <summary>States in which anybody may see the challenge.</summary>
    public static IReadOnlyList<ChallengeStatus> Published { get; } =
    [
        ChallengeStatus.Open, ChallengeStatus.NoBid, ChallengeStatus.Evaluating, ChallengeStatus.AwardProposed,
        ChallengeStatus.PublicNotice, ChallengeStatus.Awarded, ChallengeStatus.InProgress, ChallengeStatus.Settled,
        ChallengeStatus.Terminated, ChallengeStatus.Cancelled, ChallengeStatus.Recorded,
    ];

    public static Move? Find(ChallengeStatus from, ChallengeAction action)
    {
        foreach (var move in Moves)
        {
            if (move.From == from && move.Action == action) return move;
        }

        return null;
    }

    public static Refusal WrongState(ChallengeStatus from, ChallengeAction action) => new("challenge.wrong_state", null, from, action);
}
