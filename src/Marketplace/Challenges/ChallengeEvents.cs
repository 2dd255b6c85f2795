using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Challenges;

/// <summary>Something happened to a challenge. Until it is posted only its publisher's organisation and the officers hear of it, and no title is told.</summary>
public abstract record ChallengeEvent(Guid ChallengeId, Guid PublisherId, string? Code) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("challenge", ChallengeId, Code);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(PublisherId)];

    /// <summary>The publisher and the officers, who have it in their queues from the moment it is submitted.</summary>
    protected IEnumerable<string> WithOfficers => [Streams.Organisation(PublisherId), Streams.Officers];

    /// <summary>Everybody, whoever has the challenge open, and the publisher.</summary>
    protected IEnumerable<string> Everybody => [Streams.Public, Streams.Challenge(ChallengeId), Streams.Organisation(PublisherId)];
}

[EventType("challenge.drafted")]
public sealed record ChallengeDrafted(Guid ChallengeId, Guid PublisherId) : ChallengeEvent(ChallengeId, PublisherId, null);

/// <summary>A draft was changed; the names of the fields, never their values.</summary>
[EventType("challenge.updated")]
public sealed record ChallengeUpdated(Guid ChallengeId, Guid PublisherId, string? Code, long Version, IReadOnlyList<string> Fields)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override object Live => new { Version, Fields };
}

[EventType("challenge.submitted")]
public sealed record ChallengeSubmitted(Guid ChallengeId, Guid PublisherId, string? Code, long Version, string PresetCode, int PresetVersion)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

[EventType("challenge.withdrawn")]
public sealed record ChallengeWithdrawn(Guid ChallengeId, Guid PublisherId, string? Code, long Version) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

[EventType("challenge.returned")]
public sealed record ChallengeReturned(Guid ChallengeId, Guid PublisherId, string? Code, long Version) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

[EventType("challenge.approved")]
public sealed record ChallengeApproved(Guid ChallengeId, Guid PublisherId, string? Code, long Version) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

/// <summary>The challenge is public and open for bids.</summary>
[EventType("challenge.posted")]
public sealed record ChallengePosted(
    Guid ChallengeId, Guid PublisherId, string? Code, string Title, string? TitleEn, ChallengeKind Kind, DateTimeOffset DeadlineAt, bool Again)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
    [JsonIgnore] public override object Live => new { Title, TitleEn, Kind, DeadlineAt, Again };
}

/// <summary>A directed challenge was posted: these organisations, and no others, may bid.</summary>
[EventType("challenge.invited")]
public sealed record ChallengeInvited(Guid ChallengeId, Guid PublisherId, string? Code, IReadOnlyList<Guid> OrganisationIds, DateTimeOffset DeadlineAt)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => OrganisationIds.Select(Streams.Organisation);
    [JsonIgnore] public override object Live => new { DeadlineAt };
}

[EventType("challenge.extended")]
public sealed record ChallengeExtended(Guid ChallengeId, Guid PublisherId, string? Code, DateTimeOffset OldDeadlineAt, DateTimeOffset DeadlineAt)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
    [JsonIgnore] public override object Live => new { OldDeadlineAt, DeadlineAt };
}

[EventType("challenge.closing_soon")]
public sealed record ChallengeClosingSoon(Guid ChallengeId, Guid PublisherId, string? Code, DateTimeOffset DeadlineAt)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
    [JsonIgnore] public override object Live => new { DeadlineAt };
}

/// <summary>The deadline passed with enough bids. How many there are is not said.</summary>
[EventType("challenge.closed")]
public sealed record ChallengeClosed(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
}

/// <summary>The deadline passed with fewer bids than the procedure asks for (流榜).</summary>
[EventType("challenge.no_bid")]
public sealed record ChallengeUnanswered(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
}

/// <summary>An unanswered challenge went back to its publisher to be posted again; bids of the former round no longer count.</summary>
[EventType("challenge.reposted")]
public sealed record ChallengeReposted(Guid ChallengeId, Guid PublisherId, string? Code, long Version) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

[EventType("challenge.cancelled")]
public sealed record ChallengeCancelled(Guid ChallengeId, Guid PublisherId, string? Code, CancelCause Cause)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
    [JsonIgnore] public override object Live => new { Cause };
}

/// <summary>A contract is signed by both sides and the work begins.</summary>
[EventType("challenge.started")]
public sealed record ChallengeStarted(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
}

/// <summary>Every milestone is accepted and paid (兑榜).</summary>
[EventType("challenge.settled")]
public sealed record ChallengeSettled(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
}

/// <summary>Every contract has ended, and none was paid to its end.</summary>
[EventType("challenge.terminated")]
public sealed record ChallengeTerminated(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
}

/// <summary>A bank sent the last payment back, so that the challenge is not settled after all.</summary>
[EventType("challenge.reopened")]
public sealed record ChallengeReopened(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
}

/// <summary>Who asked is for the log of the officers alone; the live message has the question's id and nothing else.</summary>
[EventType("challenge.question_asked")]
public sealed record QuestionAsked(Guid ChallengeId, Guid PublisherId, string? Code, Guid QuestionId, Guid AskerOrganisationId)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override object Live => new { QuestionId };
}

[EventType("challenge.question_answered")]
public sealed record QuestionAnswered(Guid ChallengeId, Guid PublisherId, string? Code, Guid QuestionId, Guid AskerOrganisationId)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience =>
        [Streams.Challenge(ChallengeId), Streams.Organisation(PublisherId), Streams.Organisation(AskerOrganisationId)];
    [JsonIgnore] public override object Live => new { QuestionId };
}

/// <summary>An organisation bound itself to the confidentiality terms. The publisher does not hear of it: it would tell who prepares a bid.</summary>
[EventType("challenge.terms_accepted")]
public sealed record ConfidentialityTermsAccepted(Guid ChallengeId, Guid PublisherId, string? Code, Guid OrganisationId, Guid PersonId, int TermsVersion)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    [JsonIgnore] public override object Live => new { TermsVersion };
}

[EventType("challenge.attachment_added")]
public sealed record AttachmentAdded(Guid ChallengeId, Guid PublisherId, string? Code, Guid AttachmentId, bool Confidential, string Sha256)
    : ChallengeEvent(ChallengeId, PublisherId, Code);

[EventType("challenge.attachment_removed")]
public sealed record AttachmentRemoved(Guid ChallengeId, Guid PublisherId, string? Code, Guid AttachmentId) : ChallengeEvent(ChallengeId, PublisherId, Code);

/// <summary>A challenge published elsewhere was entered for reference.</summary>
[EventType("challenge.recorded")]
public sealed record PublicChallengeRecorded(Guid ChallengeId, Guid PublisherId, string? Code) : ChallengeEvent(ChallengeId, PublisherId, Code);
