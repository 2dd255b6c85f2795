using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Operations;

namespace Marketplace.Web.Look;

/// <summary>What live parts of a page listen to, where several listen to the same: names of events for <c>data-live-part</c>.</summary>
public static class LiveParts
{
    /// <summary>The life of a challenge as everybody sees it.</summary>
    public const string Published =
        "challenge.posted challenge.extended challenge.closing_soon challenge.closed challenge.no_bid challenge.cancelled bids.opened notice.started notice.ended award.made challenge.started challenge.settled challenge.reopened challenge.terminated";

    /// <summary>The life of a challenge as its publisher and the officers see it.</summary>
    public const string Life =
        "challenge.submitted challenge.withdrawn challenge.returned challenge.approved challenge.reposted award.proposed award.rejected " + Published;

    /// <summary>A contract and its money as both sides see it.</summary>
    public const string Contract =
        "contract.begun contract.drafted contract.signed contract.concluded contract.settled contract.reopened contract.terminated contract.lapsed contract.registered contract.frozen contract.thawed termination.proposed termination.declined termination.withdrawn change.proposed change.agreed change.declined change.refused change.withdrawn contract.changed milestone.submitted milestone.accepted milestone.silence_near milestone.accepted_by_silence milestone.rejected milestone.part_offered milestone.part_declined milestone.part_accepted " + Money;

    /// <summary>What moves money, or is about to.</summary>
    public const string Money =
        "funding.claimed funding.checked funding.confirmed funding.rejected funding.reversed funding.assigned payment.released payout.ordered payout.settled payout.returned refund.planned refund.ordered refund.settled refund.returned " + Card;

    /// <summary>The card rail.</summary>
    public const string Card =
        "card.started card.paid card.given_back card.give_back_failed card.disputed card.dispute_decided card.payee_bank_failed operation.stuck operation.retried operation.handed_over";

    public const string Questions = "challenge.question_asked challenge.question_answered";

    /// <summary>A bid as its bidder sees it.</summary>
    public const string OwnBid =
        "bid.started bid.submitted bid.replaced bid.withdrawn bid.given_back bid.form_rejected bid.awarded bid.not_awarded bids.opened";

    /// <summary>An organisation as the officers see it.</summary>
    public const string Verification =
        "organisation.changed organisation.licence_uploaded organisation.verification_asked organisation.verified organisation.rejected organisation.suspended organisation.reinstated";

    /// <summary>The streams of all organisations of the reader.</summary>
    public static string Own(Actor actor) => string.Join(' ', actor.Memberships.Select(m => Streams.Organisation(m.OrganisationId)).Distinct());

    /// <summary>The streams of a page on one challenge that its publisher and the officers share.</summary>
    public static string Shared(Actor actor, Guid challengeId, Guid publisherId)
    {
        var inner = actor.IsMember(publisherId) ? Streams.Organisation(publisherId) : EventLog.MayRead(actor) ? Streams.Officers : null;
        return $"{Streams.Challenge(challengeId)} {inner}".Trim();
    }
}
