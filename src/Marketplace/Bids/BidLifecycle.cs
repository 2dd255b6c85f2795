using Marketplace.Kernel;

namespace Marketplace.Bids;

/// <summary>Where a bid stands. The names are those of the register.</summary>
public enum BidStatus { Draft = 1, Submitted, Withdrawn, FormRejected, UnderReview, Awarded, Reserve, NotAwarded, Potential, Contracted }

public enum BidAction { Submit = 1, Withdraw, GiveBack, Open, RejectForm, Award, Reserve, Decline, KeepAsPotential, Contract }

/// <summary>
/// The life of a bid (揭榜书).
/// <code>
///            ┌─────GiveBack──────┐  ┌Submit┐
///            ▼                   │  ▼      │              ┌─Award────────────▶ Awarded ──Contract──▶ Contracted
///          Draft ────Submit────▶ Submitted ┘──Open──▶ UnderReview ─Reserve───▶ Reserve
///            │                   │      │                 ├─Decline──────────▶ NotAwarded
///         Withdraw            Withdraw  └─RejectForm─┐    └─KeepAsPotential──▶ Potential
///            └───▶ Withdrawn ◀───┘                   ▼
///                                               FormRejected
/// </code>
/// Contract happens when both sides have signed. Award on a reserve happens where a winner did not sign in time. Submit on a submitted bid replaces it by a new version. GiveBack happens where too few bids came in: nothing is opened.
/// RejectForm happens at the opening where a seal is broken. Form check, shortlist, defence and ranking join this table with the review.
/// </summary>
public static class BidLifecycle
{
    /// <summary>Who makes the move: the bidder, the clock, the opening, the award or the contract.</summary>
    public enum By { Bidder = 1, Clock, Opening, Award, Contract }

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
        new(BidStatus.Awarded, BidAction.Contract, BidStatus.Contracted, By.Contract),
    ];

    private static readonly Lifecycle<BidStatus, BidAction> Life = new("bid.wrong_state", [.. Moves.Select(m => (m.From, m.Action, m.To))]);

    public static Result<BidStatus> Next(BidStatus from, BidAction action) => Life.Next(from, action);
}
