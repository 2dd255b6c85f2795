using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>The officers' part: the queue, and the review of one challenge.</summary>
public static class ChallengeReviewApi
{
    public static void MapChallengeReview(this RouteGroupBuilder api)
    {
        var challenges = api.MapGroup("/admin/challenges").WithTags("Challenge review");
        challenges.MapGet("/", async (ReviewQueue queue, CurrentActor current, Texts texts, CancellationToken ct, ChallengeStatus status = ChallengeStatus.Submitted, int page = 1) =>
                ReviewQueue.MayRead(current.Actor)
                    ? Results.Ok(new ReviewPage(await queue.Counts(current.Actor, ct), await queue.Page(status, page, current.Actor, ct)))
                    : Problems.Of(Refusal.NotFound, texts))
            .Produces<ReviewPage>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Challenges of one status with the counts of all; what waits for an officer oldest first.");
        ChallengesApi.Move(challenges, "return", "Sends a challenge back to its publisher; the reason says what is to be mended.",
            (ReturnChallenge use, Guid id, ActionBody body, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, body.Reason, version), actor, ct));
        ChallengesApi.Move(challenges, "approve", "Finds a challenge fit to be posted, by another officer.",
            (ApproveChallenge use, Guid id, ActionBody body, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, body.Reason, version), actor, ct));
        ChallengesApi.Move(challenges, "post", "Makes an approved challenge public; refused to the officer who approved it.",
            (PostChallenge use, Guid id, ActionBody _, long? version, Actor actor, CancellationToken ct) => use.Run(new(id, version), actor, ct));
    }
}

/// <param name="Counts">Challenges by status, drafts left out.</param>
public sealed record ReviewPage(IReadOnlyDictionary<ChallengeStatus, int> Counts, IReadOnlyList<QueuedChallenge> Challenges);
