using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>What the matching found, for each side: a laboratory its challenges with the reasons, a publisher the laboratories of its challenge.</summary>
public static class MatchesApi
{
    private const int Most = 200;

    public static void MapMatches(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("/workspace/matches").WithTags("Matches");
        own.MapGet("/", async (MatchQueries queries, CurrentActor current, CancellationToken ct, MatchAnswer? answer = null, int limit = 50) =>
                (await queries.Feed(current.Actor, answer, Math.Clamp(limit, 1, Most), ct)).ConvertAll(MatchForLab.Of))
            .WithSummary("Open challenges found for the caller's organisations, nearest first: those without an answer, or those with the given `answer`. `limit` is 1 to 200.");
        own.MapGet("/{id:guid}", async (Guid id, MatchQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
                await queries.One(id, current.Actor, ct) is { } match ? Results.Ok(MatchForLab.Of(match)) : Problems.Of(Refusal.NotFound, texts))
            .Produces<MatchForLab>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One match of the caller's organisations.");
        own.MapPut("/{id:guid}/answer", async (Guid id, MatchReply body, AnswerMatch reply, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await reply.Run(new(id, body.Answer), current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Says what the organisation thinks of a match; the publisher hears of interest alone. Without an answer the earlier one is taken back.");
        api.MapGet("/challenges/{id:guid}/matches", async (Guid id, MatchQueries queries, ChallengeQueries challenges, CurrentActor current, Texts texts, CancellationToken ct) =>
                await challenges.Dossier(id, current.Actor, ct) is null
                    ? Problems.Of(Refusal.NotFound, texts)
                    : Results.Ok((await queries.OfChallenge(id, current.Actor, Most, ct)).Select(MatchForPublisher.Of).ToList()))
            .WithTags("Matches").Produces<IReadOnlyList<MatchForPublisher>>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The organisations found for a challenge, those that are interested first, then best first; for its publisher and the officers.");
    }
}

/// <param name="Answer">Left out to take an earlier answer back.</param>
public sealed record MatchReply(MatchAnswer? Answer = null);

/// <param name="Fit">Similarity, 0 to 1; left out with <paramref name="Why"/> where the organisation came upon the challenge by itself.</param>
public sealed record MatchForLab(
    Guid Id, Guid ChallengeId, string Code, string Title, string? TitleEn, string Publisher, string? PublisherEn, Bounty Bounty, DateTimeOffset? DeadlineAt, bool IsDemo,
    Guid OrganisationId, string Organisation, double? Fit, MatchReasons? Why, DateTimeOffset FoundAt, MatchAnswer? Answer)
{
    public static MatchForLab Of(FeedMatch m) => new(
        m.Id, m.ChallengeId, m.Code, m.Title, m.TitleEn, m.PublisherName, m.PublisherNameEn, m.Bounty, m.DeadlineAt, m.IsDemo,
        m.OrganisationId, m.OrganisationName, m.IsByHand ? null : m.Fit, m.IsByHand ? null : m.Why, m.FoundAt, m.Answer);
}

/// <param name="Score">Ranks the organisations of this challenge; left out with <paramref name="Why"/> where the organisation came upon it by itself.</param>
public sealed record MatchForPublisher(
    Guid OrganisationId, string Name, string? NameEn, OrganisationKind Kind, Region Region, EnterpriseTier Tier, bool IsDemo,
    double? Score, MatchReasons? Why, DateTimeOffset FoundAt, DateTimeOffset? InterestedAt)
{
    public static MatchForPublisher Of(FoundLab l) => new(
        l.OrganisationId, l.Name, l.NameEn, l.Kind, l.Region, l.Tier, l.IsDemo, l.IsByHand ? null : l.Score, l.IsByHand ? null : l.Why, l.FoundAt, l.InterestedAt);
}
