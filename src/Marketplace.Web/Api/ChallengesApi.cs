using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Kernel;
using Marketplace.Web.Pages.Challenges;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>Challenges for programs: reading what is published, and writing, for publishers.</summary>
public static partial class ChallengesApi
{
    private static readonly (string Name, string What)[] HallQuery =
    [
        ("q", "Words that must all occur in title, code, publisher or summary."), ("phase", "Open, Evaluating, Notice, Awarded, NoBid, Cancelled or Reference; may be repeated."),
        ("leading", "Leading industry; may be repeated."), ("hardcore", "Core industry; may be repeated."), ("kind", "Government or Enterprise."), ("mode", "Single, HorseRacing or Directed."),
        ("bounty", "Negotiable, Below500k, Below2M, Below10M or From10M."), ("region", "Region of the publisher; may be repeated."), ("deadline", "Week, Month or Quarter."),
        ("publisher", "Id of an organisation."), ("sort", "Newest, Deadline, Bounty or Relevance."),
    ];

    public static void MapChallenges(this RouteGroupBuilder api)
    {
        var challenges = api.MapGroup("/challenges").WithTags("Challenges");
        MapReading(challenges);
        MapWriting(challenges);
        MapOpen(challenges);
        MapAttachments(challenges);
        api.MapGet("/confidentiality-terms", () => ConfidentialityTerms.Newest).AllowAnonymous().WithTags("Challenges")
            .WithSummary("The confidentiality terms that are accepted from now on.");
        MapOwn(api.MapGroup("/workspace/challenges").WithTags("Challenges"));
    }

    private static void MapOwn(RouteGroupBuilder own)
    {
        own.MapGet("/", async (ChallengeQueries queries, CurrentActor current, CancellationToken ct) => await queries.Own(current.Actor, ct))
            .WithSummary("The challenges of the organisations for which the caller may write them, newest first.");
        own.MapGet("/{id:guid}", Draft).Produces<ChallengeForWriters>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One challenge with everything in it, for its publisher and the officers. The ETag is the version that changes must name in If-Match.");
        own.MapPatch("/{id:guid}", async (Guid id, ChallengeContent body, SaveChallenge save, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var version = Versions.Needed(http);
                if (!version.IsOk) return Problems.Of(version.Refusals, texts);
                var saved = await save.Run(new(id, version.Value, body), current.Actor, ct);
                return saved.ToResult(texts, state => Told(http, state, Results.Ok(state)));
            })
            .Produces<ChallengeState>().ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Saves the given steps of a draft and leaves the others. Needs If-Match; amounts in minor units, times in ISO 8601 with their offset.");
    }

    private static void MapReading(RouteGroupBuilder challenges)
    {
        challenges.MapGet("/", List).AllowAnonymous().Produces<ChallengePage>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).TakesQuery([.. HallQuery])
            .WithSummary("Published challenges, newest first unless sorted otherwise. Send `next` as `cursor` for the page after; `limit` is 1 to 100.");
        challenges.MapGet("/{code}", async (string code, PublishedChallenges published, CurrentActor current, TimeProvider clock, Texts texts) =>
                await published.Find(code, current.Actor, clock.GetUtcNow()) is { } found
                    ? Results.Ok(PublicChallenge.Of(found))
                    : Problems.Of(Refusal.NotFound, texts))
            .AllowAnonymous().Produces<PublicChallenge>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One published challenge by its code.");
        challenges.MapGet("/{id:guid}/history", async (Guid id, ChallengeHistory history, CurrentActor current, CancellationToken ct) =>
                await history.Of(id, current.Actor, ct))
            .WithSummary("What happened to the challenge, newest first; empty for those who may not read it.");
    }

    private static async Task<IResult> List(
        HttpRequest request, HallSearch search, TimeProvider clock, Texts texts, CancellationToken ct, string? cursor = null, int limit = 20)
    {
        // A person who mistypes a link still sees a list; a program that asks for what there is not must hear of it.
        if (HallAddress.Unreadable(request.Query) is { Count: > 0 } unreadable) return Problems.Of([.. unreadable.Select(name => new Refusal("field.choice", name))], texts);
        var found = await search.All(HallAddress.Read(request.Query), ct);
        var start = cursor is null ? 0 : found.TakeWhile(e => e.Code != cursor).Count() + 1;
        // Also a challenge that left the list since; an empty page would look like the end.
        if (start > found.Count) return Problems.Of(new Refusal("field.choice", nameof(cursor)), texts);
        var shown = found.Skip(start).Take(Math.Clamp(limit, 1, 100)).ToList();
        var now = clock.GetUtcNow();
        return Results.Ok(new ChallengePage([.. shown.Select(e => ChallengeLine.Of(e, now))], found.Count, start + shown.Count < found.Count ? shown[^1].Code : null));
    }

    private static async Task<IResult> Draft(Guid id, ChallengeQueries queries, CurrentActor current, TimeProvider clock, Texts texts, HttpContext http, CancellationToken ct)
    {
        if (await queries.Dossier(id, current.Actor, ct) is not { } dossier) return Problems.Of(Refusal.NotFound, texts);
        var actions = ChallengeActions.Of(dossier.Challenge.Facts, current.Actor, clock.GetUtcNow());
        Versions.Tell(http, dossier.Challenge.Version);
        return Results.Ok(ChallengeForWriters.Of(dossier, actions));
    }

    private static void MapWriting(RouteGroupBuilder challenges)
    {
        challenges.MapPost("/", async (NewChallenge body, DraftChallenge draft, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var drafted = await draft.Run(new(body.PublisherId, body.Content, body.Id), current.Actor, ct);
                return drafted.ToResult(texts, state => Told(http, state, Results.Created($"/api/v1/workspace/challenges/{state.Id}", state)));
            })
            .Produces<ChallengeState>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Starts a draft. With an `id` of your own the call can be repeated: it makes one draft.");
        Move(challenges, "submit", "Hands the challenge in for review; answers everything that is missing.",
            (SubmitChallenge use, Guid id, ActionBody _, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, version), actor, ct));
        Move(challenges, "withdraw", "Takes a submitted or approved challenge back to the drafts.",
            (WithdrawChallenge use, Guid id, ActionBody body, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, body.Reason, version), actor, ct));
        Move(challenges, "repost", "Takes an unanswered challenge back to the drafts, to be posted again under its code.",
            (RepostChallenge use, Guid id, ActionBody body, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, body.Reason, version), actor, ct));
        Move(challenges, "extend", "Moves the deadline once, as far as the procedure allows; the reason is public.",
            (ExtendDeadline use, Guid id, ActionBody body, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, body.DeadlineAt, body.Reason, version), actor, ct));
        Move(challenges, "cancel", "Calls a posted challenge off for good; cause and reason are public.",
            (CancelChallenge use, Guid id, ActionBody body, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, body.Cause, body.Reason, version), actor, ct));
    }

    /// <summary>One move along the life of a challenge, all of the same form: optional If-Match, the new state as the answer.</summary>
    internal static void Move<TUseCase>(
        RouteGroupBuilder challenges, string name, string summary,
        Func<TUseCase, Guid, ActionBody, long?, Actor, CancellationToken, Task<Result<ChallengeState>>> run) where TUseCase : notnull
    {
        challenges.MapPost($"/{{id:guid}}/{name}", async (Guid id, ActionBody? body, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var version = Versions.Asked(http);
                if (!version.IsOk) return Problems.Of(version.Refusals, texts);
                var useCase = http.RequestServices.GetRequiredService<TUseCase>();
                var moved = await run(useCase, id, body ?? new(), version.Value, current.Actor, ct);
                return moved.ToResult(texts, state => Told(http, state, Results.Ok(state)));
            })
            .Produces<ChallengeState>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).WithSummary(summary);
    }

    private static IResult Told(HttpContext http, ChallengeState state, IResult answer)
    {
        Versions.Tell(http, state.Version);
        return answer;
    }
}
