using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>What somebody may do somewhere on the platform.</summary>
public enum Deed
{
    // Organisations
    EditOrganisation = 1, ManageMembers, VerifyOrganisation, OverruleCreditCode,
    // Challenges
    DraftChallenge, RecordPublicChallenge, ReviewChallenge, PostChallenge, AskQuestion, AnswerQuestion, CancelChallenge, ExtendChallenge, SeeUnpublishedChallenge,
    // Bids
    PrepareBid, OpenBids, SeeOpenedBids,
    // Awards
    ProposeAward, ConfirmEnterpriseAward, ConfirmGovernmentAward,
    // Contracts and money
    DraftContract, PerformContract, AcceptMilestone, SeeContract, HandleMoney, SeeMoney, FreezeMoney, ConfirmTermination, ConfirmChange,
    // The platform
    RunTheClock, GrantRoles, SuspendPerson, ReadEventLog, RetryDelivery, SeeAdministration, SeeOrganisations, SeePeople, SeeSystem,
}

/// <summary>How somebody stands towards the thing in question.</summary>
public enum Standing
{
    SignedIn = 1,
    /// <summary>Owner role in the organisation in question.</summary>
    OrganisationOwner,
    /// <summary>Owner, publisher or GOI manager of the verified organisation in question.</summary>
    Publisher,
    /// <summary>Owner, bidder or team leader of the organisation in question.</summary>
    Bidder,
    /// <summary>Member of any verified organisation, in a role that speaks for it.</summary>
    Speaker,
    Operator, AdminReviewer, AdminApprover, Finance, Supervisor, Auditor, Expert, Broker,
    System,
}

/// <summary>
/// Who may do what: one table, deny by default. Lifecycles name a deed for every move, pages and endpoints ask here too.
/// That two officers of one record must be different people is no matter of standing; the gates see to it.
/// </summary>
public static class Permissions
{
    private static readonly Dictionary<Deed, Standing[]> Table = new()
    {
        [Deed.EditOrganisation] = [Standing.OrganisationOwner],
        [Deed.ManageMembers] = [Standing.OrganisationOwner],
        [Deed.VerifyOrganisation] = [Standing.Operator, Standing.AdminReviewer],
        [Deed.OverruleCreditCode] = [Standing.AdminReviewer],
        [Deed.DraftChallenge] = [Standing.Publisher],
        [Deed.RecordPublicChallenge] = [Standing.Operator],
        [Deed.ReviewChallenge] = [Standing.Operator, Standing.AdminReviewer],
        [Deed.PostChallenge] = [Standing.AdminApprover],
        [Deed.AskQuestion] = [Standing.Speaker],
        [Deed.AnswerQuestion] = [Standing.Publisher],
        [Deed.CancelChallenge] = [Standing.Publisher, Standing.Operator, Standing.AdminApprover],
        [Deed.ExtendChallenge] = [Standing.Publisher, Standing.Operator],
        [Deed.SeeUnpublishedChallenge] = [Standing.Publisher, Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
        [Deed.PrepareBid] = [Standing.Bidder],
        [Deed.OpenBids] = [Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Supervisor],
        [Deed.SeeOpenedBids] = [Standing.Publisher, Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
        [Deed.ProposeAward] = [Standing.Publisher, Standing.Operator],
        [Deed.ConfirmEnterpriseAward] = [Standing.Publisher, Standing.AdminApprover],
        [Deed.ConfirmGovernmentAward] = [Standing.AdminApprover],
        // Drafting, signing for the publisher, and paying in.
        [Deed.DraftContract] = [Standing.Publisher],
        // Signing for the winner, and handing in what was done.
        [Deed.PerformContract] = [Standing.Bidder],
        [Deed.AcceptMilestone] = [Standing.Publisher],
        [Deed.SeeContract] = [Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Finance, Standing.Supervisor, Standing.Auditor],
        [Deed.HandleMoney] = [Standing.Finance],
        [Deed.SeeMoney] = [Standing.Finance, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
        [Deed.FreezeMoney] = [Standing.Finance, Standing.Supervisor],
        [Deed.ConfirmTermination] = [Standing.Operator, Standing.AdminApprover],
        [Deed.ConfirmChange] = [Standing.Operator, Standing.AdminApprover],
        [Deed.RunTheClock] = [Standing.System],
        [Deed.GrantRoles] = [Standing.AdminApprover],
        [Deed.SuspendPerson] = [Standing.AdminApprover, Standing.Supervisor],
        [Deed.ReadEventLog] = [Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
        [Deed.RetryDelivery] = [Standing.Operator, Standing.AdminApprover],
        [Deed.SeeAdministration] = [Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Finance, Standing.Supervisor, Standing.Auditor],
        [Deed.SeeOrganisations] = [Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
        [Deed.SeePeople] = [Standing.Operator, Standing.AdminReviewer, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
        [Deed.SeeSystem] = [Standing.Operator, Standing.AdminApprover, Standing.Supervisor, Standing.Auditor],
    };

    /// <param name="organisationId">The organisation that owns the thing in question, where it has an owner.</param>
    public static bool Allows(Deed deed, Actor actor, Guid? organisationId = null)
    {
        foreach (var standing in Table[deed])
        {
            if (Stands(actor, standing, organisationId)) return true;
        }

        return false;
    }

    /// <summary>The row of the table, for the matrix in the documentation and its test.</summary>
    public static IReadOnlyList<Standing> Row(Deed deed) => Table[deed];

    private static bool Stands(Actor actor, Standing standing, Guid? organisation) => standing switch
    {
        Standing.SignedIn => actor.IsKnown,
        Standing.OrganisationOwner => organisation is { } o && actor.IsMember(o, MembershipRole.Owner),
        Standing.Publisher => organisation is { } o && actor.IsMember(o, MembershipRole.Owner, MembershipRole.Publisher, MembershipRole.GoiManager),
        Standing.Bidder => organisation is { } o && actor.IsMember(o, MembershipRole.Owner, MembershipRole.Bidder, MembershipRole.TeamLeader),
        Standing.Speaker => actor.Memberships.Any(m => m.Speaks),
        Standing.Operator => actor.Has(PlatformRole.Operator),
        Standing.AdminReviewer => actor.Has(PlatformRole.AdminReviewer),
        Standing.AdminApprover => actor.Has(PlatformRole.AdminApprover),
        Standing.Finance => actor.Has(PlatformRole.Finance),
        Standing.Supervisor => actor.Has(PlatformRole.Supervisor),
        Standing.Auditor => actor.Has(PlatformRole.Auditor),
        Standing.Expert => actor.Has(PlatformRole.Expert),
        Standing.Broker => actor.Has(PlatformRole.Broker),
        Standing.System => actor.IsSystem,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "Unknown standing."),
    };
}
