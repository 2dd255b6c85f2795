using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Contracts;
using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Changes;
using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Papers;
using Marketplace.Contracts.Payouts;
using Marketplace.Events;
using Marketplace.Organisations;

namespace Marketplace.Notifications;

/// <summary>
/// Who is told what: one table over the events. What is not here is told to nobody. A line about a bid names only members of the
/// organisation that bids, until the opening has made it known.
/// </summary>
internal static class NotificationRules
{
    private static readonly Dictionary<Type, Func<DomainEvent, IEnumerable<Told>>> Table = new[]
    {
        // Matches
        On<MatchFound>(e => e.AtPosting ? [Bidders(e.OrganisationId, NotificationKind.Match, Page(e.Code), e.ChallengeId)] : []),
        On<ProfileMatched>(e => [new(NotificationKind.Match, new Whom.Members(e.OrganisationId, Deed.PrepareBid), "/workspace#feed", Number: e.Count)]),
        On<ChallengeMatched>(e => [Publishers(e, $"/workspace/challenges/{e.ChallengeId:D}/matches") with { Number = e.Count }]),
        On<InterestShown>(e => [new(NotificationKind.OwnChallenge, new Whom.Members(e.PublisherId, Deed.DraftChallenge), $"/workspace/challenges/{e.ChallengeId:D}/matches", e.ChallengeId)]),

        On<ChallengeInvited>(e => e.OrganisationIds.Select(o => Bidders(o, NotificationKind.Match, Page(e.Code), e.ChallengeId) with { Moment = e.DeadlineAt })),

        // A challenge on its way
        On<ChallengeSubmitted>(e => [Officers(Deed.ReviewChallenge, $"/admin/challenges/{e.ChallengeId:D}", e.ChallengeId)]),
        On<ChallengeReturned>(e => [Publishers(e, Cockpit(e))]),
        On<ChallengeApproved>(e => [Publishers(e, Cockpit(e)), Officers(Deed.PostChallenge, $"/admin/challenges/{e.ChallengeId:D}", e.ChallengeId)]),
        On<ChallengePosted>(e => [Publishers(e, Page(e.Code)) with { Moment = e.DeadlineAt }]),
        On<ChallengeClosed>(e => [Publishers(e, Cockpit(e)), Officers(Deed.OpenBids, "/admin/openings", e.ChallengeId)]),
        On<ChallengeUnanswered>(e => [Publishers(e, Cockpit(e))]),

        // Deadlines
        On<ChallengeExtended>(e => [Followers(e) with { Moment = e.DeadlineAt }]),
        On<ChallengeClosingSoon>(e =>
        [
            Followers(e) with { Moment = e.DeadlineAt },
            new(NotificationKind.Match, new Whom.Matched(e.ChallengeId), Page(e.Code), e.ChallengeId, Moment: e.DeadlineAt),
            Publishers(e, Page(e.Code)) with { Kind = NotificationKind.Deadline, Moment = e.DeadlineAt },
        ]),
        On<ChallengeCancelled>(e => [Followers(e)]),

        // Questions
        On<QuestionAsked>(e => [new(NotificationKind.Question, new Whom.Members(e.PublisherId, Deed.AnswerQuestion), Page(e.Code) + "#questions", e.ChallengeId)]),
        On<QuestionAnswered>(e =>
        [
            Bidders(e.AskerOrganisationId, NotificationKind.Question, Page(e.Code) + "#questions", e.ChallengeId),
            Followers(e) with { Kind = NotificationKind.Question, Link = Page(e.Code) + "#questions" },
        ]),

        // The own bid
        On<BidSubmitted>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId) with { Number = e.Version, TellsActor = true }]),
        On<BidReplaced>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId) with { Number = e.Version, TellsActor = true }]),
        On<BidWithdrawn>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId) with { TellsActor = true }]),
        On<BidGivenBack>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId)]),
        On<BidFormRejected>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId)]),
        On<BidsOpeningAsked>(e => [Officers(Deed.OpenBids, $"/admin/challenges/{e.ChallengeId:D}/opening", e.ChallengeId)]),
        On<BidsOpened>(e =>
        [
            new(NotificationKind.OwnChallenge, new Whom.Members(e.PublisherId, Deed.SeeOpenedBids), Cockpit(e.ChallengeId) + "/bids", e.ChallengeId),
            .. e.Bids.Select(b => OwnBid(b.OrganisationId, b.BidId, e.ChallengeId)),
        ]),

        // Awards
        On<AwardProposed>(e => [Officers(Deed.ConfirmGovernmentAward, $"/admin/challenges/{e.ChallengeId:D}", e.ChallengeId), Publishers(e, Cockpit(e) + "/award")]),
        On<AwardRejected>(e => [Publishers(e, Cockpit(e) + "/award")]),
        On<NoticeStarted>(e =>
        [
            Publishers(e, $"/notices/{e.NoticeCode}") with { Kind = NotificationKind.Award, Moment = e.EndsAt },
            .. e.BidderIds.Select(b => Bidders(b, NotificationKind.Award, $"/notices/{e.NoticeCode}", e.ChallengeId) with { Moment = e.EndsAt }),
        ]),
        On<AwardMade>(e => [Publishers(e, $"/notices/{e.NoticeCode}") with { Kind = NotificationKind.Award }]),
        On<BidAwarded>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId) with { Kind = NotificationKind.Award }]),
        On<BidNotAwarded>(e => [OwnBid(e.OrganisationId, e.BidId, e.ChallengeId) with { Kind = NotificationKind.Award }]),

        // Contracts and their money
        On<ContractBegun>(e => [Publisher(e)]),
        On<ContractDrafted>(e => [Winner(e)]),
        On<ContractSigned>(e => [e.Party == ContractParty.Publisher ? Winner(e) : Publisher(e)]),
        On<ContractConcluded>(e => BothSides(e)),
        On<ContractSettled>(e => BothSides(e)),
        On<ContractReopened>(e => BothSides(e)),
        On<ContractRegistered>(e => [Publisher(e)]),
        On<FundingClaimed>(e => [Treasury(e)]),
        On<FundingChecked>(e => [Treasury(e)]),
        On<FundingConfirmed>(e => BothSides(e)),
        On<FundingRejected>(e => [Publisher(e)]),
        On<FundingReversed>(e => BothSides(e)),
        On<FundingAssigned>(e => BothSides(e)),
        On<MilestoneSubmitted>(e => [Publisher(e) with { Number = e.Position }]),
        On<MilestoneSilenceNear>(e => [Publisher(e) with { Number = e.Position, Moment = e.EndsAt }]),
        On<MilestoneAcceptedBySilence>(e => BothSides(e, e.Position)),
        On<MilestoneAccepted>(e => [Winner(e) with { Number = e.Position }]),
        On<MilestoneRejected>(e => [Winner(e) with { Number = e.Position }]),
        On<PartOffered>(e => [Winner(e) with { Number = e.Position }]),
        On<PartDeclined>(e => [Publisher(e) with { Number = e.Position }]),
        On<PartAccepted>(e => [Publisher(e) with { Number = e.Position }]),
        On<PaymentReleased>(e => [Treasury(e) with { Number = e.Position }]),
        On<PayoutOrdered>(e => [Winner(e) with { Number = e.Position }]),
        On<PayoutSettled>(e => BothSides(e, e.Position)),
        On<PayoutReturned>(e => BothSides(e, e.Position)),
        On<CardPaid>(e => e.SuspenseMinor > 0 ? [Publisher(e), Treasury(e)] : BothSides(e)),
        On<CardGivenBack>(e => [Publisher(e)]),
        On<CardGiveBackFailed>(e => [Treasury(e)]),
        On<CardDisputed>(e => [.. BothSides(e), Treasury(e)]),
        On<CardDisputeDecided>(e => [.. BothSides(e), Treasury(e)]),
        On<PayeeBankRefused>(e => [Winner(e), Treasury(e)]),
        On<OperationStuck>(e => [Treasury(e)]),
        On<PayeeChanged>(e => [Owners(e)]),
        On<RefundPlanned>(e => [Publisher(e), Treasury(e)]),
        On<RefundSettled>(e => [Publisher(e)]),
        On<RefundReturned>(e => [Publisher(e)]),
        On<ContractFrozen>(e => BothSides(e)),
        On<ContractThawed>(e => BothSides(e)),
        On<TerminationProposed>(e => e.Ground == TerminationGround.Cause ? [Ending(e, Other(e, e.Party)), Officers(Deed.ConfirmTermination, EndingOf(e), e.Contract.ChallengeId)] : [Ending(e, Other(e, e.Party))]),
        On<TerminationDeclined>(e => [Ending(e, Asker(e, e.Party))]),
        On<TerminationWithdrawn>(e => [Ending(e, Other(e, e.Party))]),
        On<ChangeProposed>(e => [Changing(e, Other(e, e.Party))]),
        On<ChangeAgreed>(e => [Changing(e, Asker(e, e.Party)), Officers(Deed.ConfirmChange, ChangesOf(e), e.Contract.ChallengeId)]),
        On<ChangeDeclined>(e => [Changing(e, Asker(e, e.Party))]),
        On<ChangeRefused>(e => BothSides(e).Select(t => Changing(e, t))),
        On<ChangeWithdrawn>(e => [Changing(e, Other(e, e.Party))]),
        On<ContractChanged>(e => BothSides(e).Select(t => Changing(e, t))),
        On<ContractLapsed>(e => BothSides(e)),
        On<ContractTerminated>(e => BothSides(e).Select(t => Ending(e, t))),

        // Standing
        On<VerificationAsked>(e => [Officers(Deed.VerifyOrganisation, $"/admin/organisations/{e.OrganisationId:D}") with { OrganisationId = e.OrganisationId }]),
        On<OrganisationVerified>(e => [Owners(e)]),
        On<OrganisationRejected>(e => [Owners(e)]),
        On<OrganisationSuspended>(e => [Owners(e)]),
        On<OrganisationReinstated>(e => [Owners(e)]),
        On<MembershipStarted>(e => [Member(e)]),
        On<MembershipChanged>(e => [Member(e)]),
        On<MembershipEnded>(e => [Member(e) with { Link = "/workspace" }]),
        On<RoleGranted>(e => [new(NotificationKind.Standing, new Whom.One(e.PersonId), "/workspace", Number: (int)e.Role)]),
        On<RoleRevoked>(e => [new(NotificationKind.Standing, new Whom.One(e.PersonId), "/workspace", Number: (int)e.Role)]),
    }.ToDictionary(rule => rule.Event, rule => rule.Tell);

    /// <summary>The events that are told to anybody.</summary>
    public static IReadOnlyCollection<Type> Events => Table.Keys;

    public static IEnumerable<Told> For(DomainEvent happened) => Table.TryGetValue(happened.GetType(), out var tell) ? tell(happened) : [];

    private static (Type Event, Func<DomainEvent, IEnumerable<Told>> Tell) On<T>(Func<T, IEnumerable<Told>> tell) where T : DomainEvent => (typeof(T), e => tell((T)e));

    private static string Page(string? code) => $"/challenges/{code}";

    private static string Cockpit(ChallengeEvent e) => Cockpit(e.ChallengeId);

    private static string Cockpit(Guid challenge) => $"/workspace/challenges/{challenge:D}";

    private static Told Publishers(ChallengeEvent e, string link) =>
        new(NotificationKind.OwnChallenge, new Whom.Members(e.PublisherId, Deed.DraftChallenge), link, e.ChallengeId);

    private static Told Followers(ChallengeEvent e) => new(NotificationKind.Deadline, new Whom.Followers(e.ChallengeId), Page(e.Code), e.ChallengeId);

    private static Told Bidders(Guid organisation, NotificationKind kind, string link, Guid challenge) =>
        new(kind, new Whom.Members(organisation, Deed.PrepareBid), link, challenge);

    private static Told OwnBid(Guid organisation, Guid bid, Guid challenge) => Bidders(organisation, NotificationKind.OwnBid, $"/workspace/bids/{bid:D}", challenge);

    private static Told Officers(Deed deed, string link, Guid? challenge = null) => new(NotificationKind.OfficerQueue, new Whom.Officers(deed), link, challenge);

    private static IEnumerable<Told> BothSides(ContractEvent e, int? position = null) => [Publisher(e) with { Number = position }, Winner(e) with { Number = position }];

    private static Told Publisher(ContractEvent e) => Side(e, e.Contract.PublisherId, Deed.DraftContract);

    private static Told Winner(ContractEvent e) => Side(e, e.Contract.BidderId, Deed.PerformContract);

    private static Told Side(ContractEvent e, Guid organisation, Deed deed) =>
        new(NotificationKind.Contract, new Whom.Members(organisation, deed), $"/workspace/contracts/{e.Contract.Id:D}", e.Contract.ChallengeId);

    private static Told Asker(ContractEvent e, ContractParty party) => party == ContractParty.Publisher ? Publisher(e) : Winner(e);

    private static Told Other(ContractEvent e, ContractParty party) => party == ContractParty.Publisher ? Winner(e) : Publisher(e);

    private static string EndingOf(ContractEvent e) => $"/workspace/contracts/{e.Contract.Id:D}/ending";

    private static Told Ending(ContractEvent e, Told told) => told with { Link = EndingOf(e) };

    private static string ChangesOf(ContractEvent e) => $"/workspace/contracts/{e.Contract.Id:D}/changes";

    private static Told Changing(ContractEvent e, Told told) => told with { Link = ChangesOf(e) };

    private static Told Treasury(ContractEvent e) => Officers(Deed.HandleMoney, "/admin/money", e.Contract.ChallengeId);

    private static Told Owners(OrganisationEvent e) =>
        new(NotificationKind.Standing, new Whom.Members(e.OrganisationId, Deed.EditOrganisation), $"/workspace/organisations/{e.OrganisationId:D}", OrganisationId: e.OrganisationId);

    private static Told Member(MembershipEvent e) =>
        new(NotificationKind.Standing, new Whom.One(e.PersonId), $"/workspace/organisations/{e.OrganisationId:D}", OrganisationId: e.OrganisationId);
}
