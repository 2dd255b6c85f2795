using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>Where an organisation sits, as the register counts the origin of winners.</summary>
public enum Region { Pudong = 1, Shanghai, YangtzeDelta, OtherChina, Overseas }

/// <summary>Tiers of firms by the rules of the Ministry of Industry and Information Technology (工信部企业〔2022〕63号). A badge, never a gate.</summary>
public enum EnterpriseTier { None = 0, InnovativeSme, Srdi, LittleGiant, SingleChampion }

/// <summary>An organisation that posts challenges, bids for them, or helps. Only a verified one may post or bid.</summary>
public sealed partial class Organisation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required OrganisationKind Kind { get; set; }

    /// <summary>The registered name; Chinese for an organisation of China.</summary>
    public required string Name { get; set; }
    public string? NameEn { get; set; }

    /// <summary>Unified social credit code (GB 32100-2015), unique; null only for an organisation abroad or before it is given.</summary>
    public string? CreditCode { get; set; }

    /// <summary>Why an administrator took a code whose check character does not fit (early pilot codes); null where it fits.</summary>
    public string? CreditCodeOverruled { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; set; } = "CN";
    public Region Region { get; set; } = Region.Pudong;
    public EnterpriseTier Tier { get; set; }
    public string? Address { get; set; }
    public string? Website { get; set; }

    /// <summary>A few sentences about the organisation; the first part of its matching profile.</summary>
    public string? Summary { get; set; }
    public string? SummaryEn { get; set; }

    /// <summary>Capability profile: lists separated by line breaks in the database, shown as tags.</summary>
    public List<string> Fields { get; set; } = [];
    public List<string> Keywords { get; set; } = [];
    public List<string> Equipment { get; set; } = [];

    public VerificationStatus Verification { get; internal set; } = VerificationStatus.Draft;
    public DateTimeOffset? VerificationAskedAt { get; internal set; }
    public DateTimeOffset? VerifiedAt { get; internal set; }
    public string? VerificationNote { get; internal set; }
    public Guid? LicenceFileId { get; set; }

    // What an officer verified last, so that the next one sees what changed since.
    public string? VerifiedName { get; private set; }
    public string? VerifiedCreditCode { get; private set; }
    public string? VerifiedCountry { get; private set; }
    public Guid? VerifiedLicenceFileId { get; private set; }

    /// <summary>The head of the group to which a GOI centre or an affiliate belongs, so that nobody bids on the own group's challenge.</summary>
    public Guid? GroupId { get; set; }

    public bool IsDemo { get; set; }
    public DateTimeOffset RegisteredAt { get; set; }

    /// <summary>Counts the changes; a form carries the one it was shown with.</summary>
    public long Version { get; set; } = 1;

    public bool IsVerified => Verification == VerificationStatus.Verified;
}

/// <summary>A result that shows what an institute can do. Matching scores a profile by its best few of these.</summary>
public sealed class Outcome
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; init; }
    public required OutcomeKind Kind { get; set; }
    public required string Title { get; set; }
    public int? Year { get; set; }
    public string? Abstract { get; set; }

    /// <summary>DOI, patent or project number as the source writes it.</summary>
    public string? Identifier { get; set; }
    public string? Keywords { get; set; }

    /// <summary>Where the row came from: <c>typed</c>, or the name of the imported file and its row.</summary>
    public required string Source { get; init; }
    public DateTimeOffset AddedAt { get; init; }
}

public enum OutcomeKind { Paper = 1, Patent, Project, Prototype }

/// <summary>A person belongs to an organisation in a role and for a period.</summary>
public sealed class Membership
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required MembershipRole Role { get; set; }
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>The first instant at which the membership no longer holds; null while open-ended.</summary>
    public DateTimeOffset? UntilAt { get; set; }

    public bool HoldsAt(DateTimeOffset now) => FromAt <= now && !HasEnded(now);

    /// <summary>False also for one that has not begun.</summary>
    public bool HasEnded(DateTimeOffset now) => UntilAt <= now;
}

/// <summary>A duty on the platform, given to a person for a period and a reason.</summary>
public sealed class RoleGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required PlatformRole Role { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public DateTimeOffset? UntilAt { get; set; }
    public Guid? GrantedById { get; init; }
    public required string Reason { get; init; }
}
