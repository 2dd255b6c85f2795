using System.Text.Json.Serialization;
using Marketplace.Events;
using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>Something about an invitation. The address stands in no event: the log is read by officers.</summary>
public abstract record InvitationEvent(Guid OrganisationId, Guid InvitationId, MembershipRole Role) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("organisation", OrganisationId);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
}

/// <param name="UntilAt">The end of the membership that is offered; null for open-ended.</param>
/// <param name="FromAt">Its beginning; null for the moment of the acceptance.</param>
[EventType("invitation.sent")]
public sealed record InvitationSent(Guid OrganisationId, Guid InvitationId, MembershipRole Role, DateTimeOffset? UntilAt = null, DateTimeOffset? FromAt = null) : InvitationEvent(OrganisationId, InvitationId, Role);

[EventType("invitation.withdrawn")]
public sealed record InvitationWithdrawn(Guid OrganisationId, Guid InvitationId, MembershipRole Role) : InvitationEvent(OrganisationId, InvitationId, Role);

[EventType("invitation.accepted")]
public sealed record InvitationAccepted(Guid OrganisationId, Guid InvitationId, MembershipRole Role) : InvitationEvent(OrganisationId, InvitationId, Role);
