using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Challenges.Matches;

/// <summary>A challenge was found for an organisation. Only its members hear of it, with what a card says at a glance.</summary>
[EventType("match.found")]
public sealed record MatchFound(Guid MatchId, Guid ChallengeId, string? Code, Guid OrganisationId, double Score, bool AtPosting) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("match", MatchId, Code);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    [JsonIgnore] public override object? Live => Card;

    [JsonIgnore] public MatchFoundCard? Card { get; init; }
}

/// <summary>The little that the message of a new match carries; the page asks for the card itself.</summary>
/// <param name="LowMinor">Minor units, as in <see cref="Bounty"/>.</param>
public sealed record MatchFoundCard(
    string Title, string? TitleEn, BountyType Bounty, long? LowMinor, long? HighMinor, string Currency, DateTimeOffset? DeadlineAt, IReadOnlyList<string> Terms);

/// <summary>A changed profile fits challenges that are open already: told once for all of them.</summary>
[EventType("match.profile_matched")]
public sealed record ProfileMatched(Guid OrganisationId, int Count) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("match", OrganisationId);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    [JsonIgnore] public override object Live => new { Count };
}

/// <summary>How many organisations were found for a challenge and told, for its publisher.</summary>
[EventType("challenge.matched")]
public sealed record ChallengeMatched(Guid ChallengeId, Guid PublisherId, string? Code, int Count, IReadOnlyList<Guid> Best)
    : ChallengeEvent(ChallengeId, PublisherId, Code)
{
    [JsonIgnore] public override object Live => new { Count };
}

/// <summary>The organisation's own answer; nobody else hears of it.</summary>
[EventType("match.answered")]
public sealed record MatchAnswered(Guid MatchId, Guid ChallengeId, string? Code, Guid OrganisationId, MatchAnswer? Answer) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("match", MatchId, Code);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(OrganisationId)];
    [JsonIgnore] public override object Live => new { Answer };
}

/// <summary>An organisation lets the publisher know that it is interested. It binds to nothing and says nothing about a bid.</summary>
[EventType("match.interest_shown")]
public sealed record InterestShown(Guid MatchId, Guid ChallengeId, Guid PublisherId, string? Code, Guid OrganisationId) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("match", MatchId, Code);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Organisation(PublisherId)];
}
