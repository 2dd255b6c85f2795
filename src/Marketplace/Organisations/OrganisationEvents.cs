using System.Text.Json.Serialization;
using Marketplace.Events;
using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>Something happened to an organisation; its members hear of it, and the officers, who verify it.</summary>
public abstract record OrganisationEvent(Guid OrganisationId) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("organisation", OrganisationId);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId), Streams.Officers];
}

[EventType("organisation.registered")]
public sealed record OrganisationRegistered(Guid OrganisationId, OrganisationKind Kind) : OrganisationEvent(OrganisationId);

/// <summary>Names of the changed fields; matching reads the profile anew.</summary>
[EventType("organisation.changed")]
public sealed record OrganisationChanged(Guid OrganisationId, IReadOnlyList<string> Fields) : OrganisationEvent(OrganisationId);

[EventType("organisation.verification_asked")]
public sealed record VerificationAsked(Guid OrganisationId) : OrganisationEvent(OrganisationId);

[EventType("organisation.verified")]
public sealed record OrganisationVerified(Guid OrganisationId, bool CreditCodeOverruled) : OrganisationEvent(OrganisationId);

[EventType("organisation.rejected")]
public sealed record OrganisationRejected(Guid OrganisationId) : OrganisationEvent(OrganisationId);

[EventType("organisation.suspended")]
public sealed record OrganisationSuspended(Guid OrganisationId) : OrganisationEvent(OrganisationId);

[EventType("organisation.reinstated")]
public sealed record OrganisationReinstated(Guid OrganisationId) : OrganisationEvent(OrganisationId);

/// <summary>An officer recorded to which group the organisation belongs.</summary>
/// <param name="GroupId">The head of the group; null where it belongs to none any more.</param>
[EventType("organisation.grouped")]
public sealed record OrganisationGrouped(Guid OrganisationId, Guid? GroupId, Guid? FormerGroupId) : OrganisationEvent(OrganisationId);

[EventType("organisation.outcomes_changed")]
public sealed record OutcomesChanged(Guid OrganisationId, int Added, int Removed) : OrganisationEvent(OrganisationId);

/// <summary>A person joined, changed role or left. The person's open connections are looked at anew.</summary>
public abstract record MembershipEvent(Guid OrganisationId, Guid PersonId, MembershipRole Role) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("membership", OrganisationId);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId), Streams.Person(PersonId)];
}

/// <param name="FromAt">Where the membership begins later than it was agreed.</param>
[EventType("membership.started")]
public sealed record MembershipStarted(Guid OrganisationId, Guid PersonId, MembershipRole Role, DateTimeOffset? UntilAt = null, DateTimeOffset? FromAt = null) : MembershipEvent(OrganisationId, PersonId, Role);

[EventType("membership.changed")]
public sealed record MembershipChanged(Guid OrganisationId, Guid PersonId, MembershipRole Role, DateTimeOffset? UntilAt = null) : MembershipEvent(OrganisationId, PersonId, Role);

[EventType("membership.ended")]
public sealed record MembershipEnded(Guid OrganisationId, Guid PersonId, MembershipRole Role) : MembershipEvent(OrganisationId, PersonId, Role);

[EventType("role.granted")]
public sealed record RoleGranted(Guid PersonId, PlatformRole Role, DateTimeOffset? UntilAt) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("role", PersonId);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Person(PersonId)];
}

[EventType("role.revoked")]
public sealed record RoleRevoked(Guid PersonId, PlatformRole Role) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("role", PersonId);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Person(PersonId)];
}
