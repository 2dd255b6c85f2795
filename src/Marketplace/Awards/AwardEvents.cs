using System.Text.Json.Serialization;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Events;

namespace Marketplace.Awards;

/// <summary>A decision is proposed. The publisher and the officers hear of it, nobody else.</summary>
[EventType("award.proposed")]
public sealed record AwardProposed(Guid ChallengeId, Guid PublisherId, string? Code, Guid AwardId, IReadOnlyList<Guid> WinnerIds)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

[EventType("award.rejected")]
public sealed record AwardRejected(Guid ChallengeId, Guid PublisherId, string? Code, Guid AwardId) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => WithOfficers;
}

/// <summary>The decision was confirmed by a second person and stands under public notice.</summary>
[EventType("notice.started")]
public sealed record NoticeStarted(
    Guid ChallengeId, Guid PublisherId, string? Code, Guid AwardId, string NoticeCode, DateOnly FirstDay, DateOnly LastDay, DateTimeOffset EndsAt,
    IReadOnlyList<Guid> BidderIds) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => [.. Everybody, .. BidderIds.Select(Streams.Organisation)];
    [JsonIgnore] public override object Live => new { NoticeCode, FirstDay, LastDay, EndsAt };
}

[EventType("notice.ended")]
public sealed record NoticeEnded(Guid ChallengeId, Guid PublisherId, string? Code, Guid AwardId, string NoticeCode) : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
    [JsonIgnore] public override object Live => new { NoticeCode };
}

[EventType("award.made")]
public sealed record AwardMade(Guid ChallengeId, Guid PublisherId, string? Code, Guid AwardId, string NoticeCode, IReadOnlyList<Guid> WinnerIds)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override IEnumerable<string> Audience => Everybody;
    [JsonIgnore] public override object Live => new { NoticeCode, WinnerIds };
}

[EventType("bid.awarded")]
public sealed record BidAwarded(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId, Guid AwardId, int? Rank) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    [JsonIgnore] public override object Live => new { ChallengeId, Rank };
}

/// <summary>The bid did not win; the outcome tells reserve and potential from not chosen. Its note waits for the bidder.</summary>
[EventType("bid.not_awarded")]
public sealed record BidNotAwarded(Guid BidId, Guid ChallengeId, string? Code, Guid OrganisationId, Guid AwardId, AwardOutcome Outcome) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new(SealedEvents.SubjectKind, BidId, Code);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    [JsonIgnore] public override object Live => new { ChallengeId, Outcome };
}
