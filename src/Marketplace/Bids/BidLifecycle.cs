using Marketplace.Kernel;

namespace Marketplace.Bids;

/// <summary>Where a bid stands. The names are those of the register.</summary>
public enum BidStatus { Draft = 1, Submitted, Withdrawn, FormRejected, UnderReview, Awarded, Reserve, NotAwarded, Potential }

public enum BidAction { Submit = 1, Withdraw, GiveBack, Open, RejectForm, Award, Reserve, Decline, KeepAsPotential }

/// <summary>
/// The life of a bid (揭榜书).
/// <code>
///            ┌─────GiveBack──────┐  ┌Submit┐
///            ▼                   │  ▼      │              ┌─Award────────────▶ Awarded
///          Draft ────Submit────▶ Submitted ┘──Open──▶ UnderReview ─Reserve───▶ Reserve
///            │                   │      │                 ├─Decline──────────▶ NotAwarded
///         Withdraw            Withdraw  └─RejectForm─┐    └─KeepAsPotential──▶ Potential
///            └───▶ Withdrawn ◀───┘                   ▼
///                                               FormRejected
/// </code>
/// Award on a reserve happens where a winner did not sign in time. Submit on a submitted bid replaces it by a new version. GiveBack happens where too few bids came in: nothing is opened.
/// RejectForm happens at the opening where a seal is broken. Form check, shortlist, defence and ranking join this table with the review.
/// </summary>
public static class BidLifecycle
{
    /// <summary>Who makes the move: the bidder, the clock, the opening or the award.</summary>
    public enum By { Bidder = 1, Clock, Opening, Award }

    public sealed record Move(BidStatus From, BidAction Action, BidStatus To, By By);

    public static IReadOnlyList<Move> Moves { get; } =
    [
        new(BidStatus.Draft, BidAction.Submit, BidStatus.Submitted, By.Bidder),
        new(BidStatus.Submitted, BidAction.Submit, BidStatus.Submitted, By.Bidder),
        new(BidStatus.Draft, BidAction.Withdraw, BidStatus.Withdrawn, By.Bidder),
        new(BidStatus.Submitted, BidAction.Withdraw, BidStatus.Withdrawn, By.Bidder),
        new(BidStatus.Submitted, BidAction.GiveBack, BidStatus.Draft, By.Clock),
        new(BidStatus.Submitted, BidAction.Open, BidStatus.UnderReview, By.Opening),
        new(BidStatus.Submitted, BidAction.RejectForm, BidStatus.FormRejected, By.Opening),
        new(BidStatus.UnderReview, BidAction.Award, BidStatus.Awarded, By.Award),
        new(BidStatus.Reserve, BidAction.Award, BidStatus.Awarded, By.Award),
        new(BidStatus.UnderReview, BidAction.Reserve, BidStatus.Reserve, By.Award),
        new(BidStatus.UnderReview, BidAction.Decline, BidStatus.NotAwarded, By.Award),
        new(BidStatus.UnderReview, BidAction.KeepAsPotential, BidStatus.Potential, By.Award),
    ];

    public static Result<BidStatus> Next(BidStatus from, BidAction action)
    {
        foreach (var move in Moves)
        {
            if (move.From == from && move.Action == action) return move.To;
        }

        return new Refusal("bid.wrong_state", null, from, action);
    }
}
