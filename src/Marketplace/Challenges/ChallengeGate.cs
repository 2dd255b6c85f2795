using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges;

/// <summary>What somebody can do with a challenge beside moving it along its life.</summary>
public enum ChallengeUse { Edit = 1, See, Ask, Answer, Extend, Bid, OpenBids, SeeOpenedBids }

/// <summary>
/// The one gate, asked by pages, API, hub and jobs alike. It looks at facts and the clock, never at a label alone:
/// a challenge still marked open is closed for bids from the instant of its deadline on.
/// </summary>
public static class ChallengeGate
{
    public static Result<Done> CanMove(ChallengeAction action, ChallengeFacts facts, Actor actor, DateTimeOffset now)
    {
        if (ChallengeLifecycle.Find(facts.Status, action) is not { } move) return ChallengeLifecycle.WrongState(facts.Status, action);
        if (!Permissions.Allows(DeedFor(move, facts), actor, facts.PublisherId)) return new Refusal("not_allowed");
        return action switch
        {
            ChallengeAction.Submit when !IsVerifiedMember(actor, facts.PublisherId) => new Refusal("organisation.not_verified"),
            _ when IsForOfficers(move, facts) && actor.IsMember(facts.PublisherId) => new Refusal("challenge.own_organisation"),
            ChallengeAction.Post when facts.ReviewedById == actor.PersonId => new Refusal("challenge.same_officer"),
            ChallengeAction.Post when facts.DeadlineAt is null || facts.DeadlineAt <= now => new Refusal("challenge.deadline_past", "DeadlineAt"),
            ChallengeAction.CloseWithBids or ChallengeAction.CloseWithoutBids when now < facts.DeadlineAt => new Refusal("challenge.before_deadline"),
            ChallengeAction.ProposeAward when facts.BidsOpenedAt is null => new Refusal("challenge.bids_sealed"),
            ChallengeAction.StartNotice when facts.AwardProposedById == actor.PersonId => new Refusal("award.second_person"),
            ChallengeAction.EndNotice when facts.NoticeEndsAt is null || now < facts.NoticeEndsAt => new Refusal("challenge.notice_running"),
            _ => default(Done),
        };
    }

    public static Result<Done> CanAct(ChallengeUse use, ChallengeFacts facts, Actor actor, DateTimeOffset now) => use switch
    {
        ChallengeUse.See => CanSee(facts, actor),
        ChallengeUse.Edit => CanEdit(facts, actor),
        ChallengeUse.Ask => WhileOpen(facts, Deed.AskQuestion, actor, now, ProcedurePresets.Of(facts).QuestionsUntil(facts.DeadlineAt), "challenge.questions_closed"),
        ChallengeUse.Answer => WhileOpen(facts, Deed.AnswerQuestion, actor, now, facts.DeadlineAt, "challenge.deadline_past"),
        ChallengeUse.Extend => CanExtend(facts, actor, now),
        ChallengeUse.Bid => CanBid(facts, actor, now),
        ChallengeUse.OpenBids => CanOpenBids(facts, actor, now),
        ChallengeUse.SeeOpenedBids => CanSeeOpenedBids(facts, actor),
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, "Unknown use."),
    };

    private static Result<Done> CanSee(ChallengeFacts facts, Actor actor) =>
        ChallengeLifecycle.Published.Contains(facts.Status) || MaySeeUnpublished(facts, actor) ? default(Done) : Refusal.NotFound;

    // A draft is its publisher's alone: officers do not hear that it exists before it is submitted.
    private static bool MaySeeUnpublished(ChallengeFacts facts, Actor actor) =>
        Permissions.Allows(Deed.SeeUnpublishedChallenge, actor, facts.PublisherId) && (facts.Status != ChallengeStatus.Draft || actor.IsMember(facts.PublisherId));

    private static Result<Done> CanEdit(ChallengeFacts facts, Actor actor)
    {
        if (!Permissions.Allows(Deed.DraftChallenge, actor, facts.PublisherId)) return Refusal.NotFound;
        return facts.Status is ChallengeStatus.Draft or ChallengeStatus.Returned ? default(Done) : new Refusal("challenge.not_editable");
    }

    private static Result<Done> WhileOpen(ChallengeFacts facts, Deed deed, Actor actor, DateTimeOffset now, DateTimeOffset? until, string tooLate)
    {
        if (!actor.IsKnown) return new Refusal("sign_in_first");
        if (!Permissions.Allows(deed, actor, facts.PublisherId)) return new Refusal("not_allowed");
        if (facts.Status != ChallengeStatus.Open) return new Refusal("challenge.not_open");
        return now < until ? default(Done) : new Refusal(tooLate);
    }

    private static Result<Done> CanExtend(ChallengeFacts facts, Actor actor, DateTimeOffset now)
    {
        var open = WhileOpen(facts, Deed.ExtendChallenge, actor, now, facts.DeadlineAt, "challenge.deadline_past");
        if (!open.IsOk) return open;
        return facts.Extensions < ProcedurePresets.Of(facts).MaxExtensions ? default(Done) : new Refusal("challenge.extended_before");
    }

    private static Result<Done> CanBid(ChallengeFacts facts, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsKnown) return new Refusal("sign_in_first");
        if (actor.IsMember(facts.PublisherId)) return new Refusal("bid.own_challenge");
        if (facts.Status != ChallengeStatus.Open) return new Refusal("challenge.not_open");
        if (now >= facts.DeadlineAt) return new Refusal("bid.too_late");
        var bidders = actor.Memberships.Where(m => Permissions.Allows(Deed.PrepareBid, actor, m.OrganisationId)).ToList();
        if (bidders.Count == 0) return new Refusal("not_allowed");
        var invited = bidders.FindAll(m => facts.Invites(m.OrganisationId));
        if (invited.Count == 0) return new Refusal("bid.not_invited");
        return invited.Exists(m => m.Verified) ? default(Done) : new Refusal("organisation.not_verified");
    }

    private static Result<Done> CanOpenBids(ChallengeFacts facts, Actor actor, DateTimeOffset now)
    {
        if (!Permissions.Allows(Deed.OpenBids, actor)) return new Refusal("not_allowed");
        if (facts.BidsOpenedAt is not null) return new Refusal("challenge.bids_opened_before");
        if (now < facts.DeadlineAt) return new Refusal("challenge.before_deadline");
        return facts.Status == ChallengeStatus.Evaluating ? default(Done) : new Refusal("challenge.not_evaluating");
    }

    private static Result<Done> CanSeeOpenedBids(ChallengeFacts facts, Actor actor)
    {
        if (!CanSee(facts, actor).IsOk || !Permissions.Allows(Deed.SeeOpenedBids, actor, facts.PublisherId)) return Refusal.NotFound;
        return facts.BidsOpenedAt is not null ? default(Done) : new Refusal("challenge.bids_sealed");
    }

    // A government list is awarded by the district's approver; for an enterprise list the publisher may decide too.
    private static Deed DeedFor(ChallengeLifecycle.Move move, ChallengeFacts facts) =>
        move.Deed == Deed.ConfirmEnterpriseAward && facts.Kind == ChallengeKind.Government ? Deed.ConfirmGovernmentAward : move.Deed;

    // Moves that the publisher cannot make are decisions about it: an officer of its own keeps away from them.
    private static bool IsForOfficers(ChallengeLifecycle.Move move, ChallengeFacts facts) =>
        move.Deed != Deed.RunTheClock && !Permissions.Row(DeedFor(move, facts)).Contains(Standing.Publisher);

    private static bool IsVerifiedMember(Actor actor, Guid organisationId) => actor.MemberOf(organisationId) is { Verified: true };
}
