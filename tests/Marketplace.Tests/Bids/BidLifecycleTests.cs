using FsCheck;
using FsCheck.Fluent;
using Marketplace.Bids;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class BidLifecycleTests
{
    /// <summary>The drawing in the comment of the lifecycle, as pairs.</summary>
    private static readonly HashSet<(BidStatus, BidStatus)> Drawn =
    [
        (BidStatus.Draft, BidStatus.Submitted), (BidStatus.Submitted, BidStatus.Submitted), (BidStatus.Draft, BidStatus.Withdrawn),
        (BidStatus.Submitted, BidStatus.Withdrawn), (BidStatus.Submitted, BidStatus.Draft), (BidStatus.Submitted, BidStatus.UnderReview),
        (BidStatus.Submitted, BidStatus.FormRejected), (BidStatus.UnderReview, BidStatus.Awarded), (BidStatus.UnderReview, BidStatus.Reserve),
        (BidStatus.UnderReview, BidStatus.NotAwarded), (BidStatus.Reserve, BidStatus.Awarded), (BidStatus.UnderReview, BidStatus.Potential),
        (BidStatus.Awarded, BidStatus.Contracted),
    ];

    [Test]
    public void Any_sequence_of_actions_takes_only_drawn_ways_and_a_refusal_changes_nothing()
    {
        var actions = Gen.Elements(Enum.GetValues<BidAction>()).ListOf();
        Prop.ForAll(actions.ToArbitrary(), sequence =>
        {
            var bid = new Bid { ChallengeId = Guid.Empty, OrganisationId = Guid.Empty };
            return sequence.All(action => Step(bid, action));
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Every_state_can_be_reached() =>
        Assert.That(BidLifecycle.Moves.Select(m => m.To).Append(BidStatus.Draft).Distinct(), Is.EquivalentTo(Enum.GetValues<BidStatus>()));

    private static bool Step(Bid bid, BidAction action)
    {
        var before = bid.Status;
        var moved = bid.Move(action);
        return moved.IsOk ? Drawn.Contains((before, bid.Status)) : bid.Status == before && moved.Refusal.Code == "bid.wrong_state";
    }
}
