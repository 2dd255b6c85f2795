using Marketplace.Events;

namespace Marketplace.Bids;

// Before the opening nobody but the bidder may learn of these: their only audience is the bidder's own stream,
// and SealedEvents keeps their rows from every other reader of the log.

[EventType("bid.started")]
public sealed record BidStarted(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId) : DomainEvent
{
    public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
}

/// <param name="Sha256">Hexadecimal, as on the receipt.</param>
[EventType("bid.submitted")]
public sealed record BidSubmitted(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId, int Version, string Sha256) : DomainEvent
{
    public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    public override object Live => new { Version };
}

/// <summary>A new version stands in place of the one before, which stays under its seal.</summary>
[EventType("bid.replaced")]
public sealed record BidReplaced(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId, int Version, string Sha256) : DomainEvent
{
    public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    public override object Live => new { Version };
}

[EventType("bid.withdrawn")]
public sealed record BidWithdrawn(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId, int Version) : DomainEvent
{
    public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
}

/// <summary>Too few bids came in: the bid goes back to its bidder unopened.</summary>
[EventType("bid.given_back")]
public sealed record BidGivenBack(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId) : DomainEvent
{
    public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
}

/// <summary>At the opening the seal did not hold: what is stored is not what was submitted.</summary>
[EventType("bid.form_rejected")]
public sealed record BidFormRejected(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId, int Version, string Sha256) : DomainEvent
{
    public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
}

/// <summary>The first of two officers has asked for the opening. The other officers hear of it, who opens as the second; nobody else.</summary>
[EventType("bids.opening_asked")]
public sealed record BidsOpeningAsked(Guid ChallengeId, string? Code, Guid OfficerId) : DomainEvent
{
    public override Subject Subject => new("challenge", ChallengeId, Code);
    public override IEnumerable<string> Audience => [Streams.Officers];
}

/// <summary>The second officer has opened; the fingerprints let each bidder see that the version was the one submitted.</summary>
[EventType("bids.opened")]
public sealed record BidsOpened(
    Guid ChallengeId, string? Code, Guid PublisherId, Guid AskedById, Guid OpenedById, IReadOnlyList<BidsOpened.Opened> Bids) : DomainEvent
{
    public sealed record Opened(Guid BidId, Guid OrganisationId, int Version, string Sha256, bool Readable);

    public override Subject Subject => new("challenge", ChallengeId, Code);

    public override IEnumerable<string> Audience =>
        [Streams.Challenge(ChallengeId), Streams.Officers, Streams.Organisation(PublisherId), .. Bids.Select(b => Streams.Organisation(b.OrganisationId))];
}
