namespace Marketplace.Kernel;

/// <summary>Duties on the platform itself; a person holds them by grant and period, beside any membership.</summary>
public enum PlatformRole { Operator = 1, AdminReviewer, AdminApprover, Finance, Supervisor, Auditor, Expert, Broker }

/// <summary>What a member may do for an organisation.</summary>
public enum MembershipRole { Owner = 1, Publisher, GoiManager, Bidder, TeamLeader, Viewer }

/// <summary>The kinds of organisation that take part.</summary>
public enum OrganisationKind { Firm = 1, GoiCentre, GovernmentUnit, Institute, Incubator, Fund, Broker }

/// <summary>One organisation that the actor belongs to at the moment of the request.</summary>
public sealed record ActorMembership(Guid OrganisationId, string OrganisationName, OrganisationKind Kind, MembershipRole Role, bool Verified, string? OrganisationNameEn = null)
{
    /// <summary>Whether the member may say something in the name of the organisation: a viewer looks on.</summary>
    public bool Speaks => Verified && Role != MembershipRole.Viewer;
}

/// <summary>Who asks: a person with the duties and memberships in force now, the system itself, or nobody known.</summary>
public sealed record Actor(
    Guid? PersonId,
    string Name,
    IReadOnlySet<PlatformRole> Roles,
    IReadOnlyList<ActorMembership> Memberships)
{
    /// <summary>The organisation that the person speaks for in this request; the first membership unless chosen otherwise.</summary>
    public Guid? ActingFor { get; init; }

    public bool IsSystem { get; init; }

    public static readonly Actor Anonymous = new(null, "", new HashSet<PlatformRole>(), []);

    /// <summary>Scheduled jobs and subscribers act under this name in the event log.</summary>
    public static readonly Actor System = new(null, "system", new HashSet<PlatformRole>(), []) { IsSystem = true };

    public bool IsKnown => PersonId is not null;

    public bool Has(PlatformRole role) => Roles.Contains(role);

    public bool HasAny(params ReadOnlySpan<PlatformRole> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role)) return true;
        }

        return false;
    }

    public ActorMembership? MemberOf(Guid organisationId) => Memberships.FirstOrDefault(m => m.OrganisationId == organisationId);

    public bool IsMember(Guid organisationId, params ReadOnlySpan<MembershipRole> roles)
    {
        foreach (var membership in Memberships)
        {
            if (membership.OrganisationId == organisationId && (roles.IsEmpty || roles.Contains(membership.Role))) return true;
        }

        return false;
    }
}
