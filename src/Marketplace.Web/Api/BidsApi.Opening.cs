using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>The opening by two officers, and the opened bids.</summary>
public static partial class BidsApi
{
    private static void MapOpening(RouteGroupBuilder api)
    {
        var openings = api.MapGroup("/admin").WithTags("Opening of bids").AddEndpointFilter(NeverStored);
        openings.MapGet("/openings", async (OpenedBidQueries opened, CurrentActor current, Texts texts, CancellationToken ct) =>
                Permissions.Allows(Deed.OpenBids, current.Actor)
                    ? Results.Ok((await opened.Waiting(current.Actor, ct)).Select(OpeningAnswer.Of))
                    : Problems.Of(Refusal.NotFound, texts))
            .Produces<IEnumerable<OpeningAnswer>>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Challenges past their deadline that wait for two officers, oldest first.");
        openings.MapPost("/challenges/{id:guid}/open-bids", async (Guid id, OpenBids open, CurrentActor current, Texts texts, CancellationToken ct) =>
                Permissions.Allows(Deed.OpenBids, current.Actor)
                    ? (await open.Run(new(id), current.Actor, ct)).ToResult(texts, step => Results.Ok(new OpeningDone(step)))
                    : Problems.Of(Refusal.NotFound, texts))
            .Produces<OpeningDone>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("The first officer asks for the opening, the second, another person, opens.");
        api.MapGet("/challenges/{id:guid}/bids", async (Guid id, OpenedBidQueries opened, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await opened.All(id, current.Actor, ct)).ToResult(texts, all => Results.Json(new OpenedAnswer(all.ChallengeId, all.Code, all.Bids, all.BrokenBids), BidJson.Options)))
            .WithTags("Opening of bids").AddEndpointFilter(NeverStored).Produces<OpenedAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("The opened bids with their content, for the publisher and the officers; before the opening nothing, not even how many.");
    }
}

public sealed record NewBid(Guid OrganisationId);

public sealed record DraftState(Guid Id, long Revision, DateTimeOffset SavedAt);

public sealed record OpeningDone(OpeningStep Step);

public sealed record OpeningAnswer(Guid ChallengeId, string? Code, string Title, string? TitleEn, string Publisher, DateTimeOffset? DeadlineAt, DateTimeOffset? AskedAt)
{
    public static OpeningAnswer Of(OpeningState state) =>
        new(state.Facts.Id, state.Code, state.Title, state.TitleEn, state.Publisher, state.Facts.DeadlineAt, state.AskedAt);
}

/// <param name="BrokenBids">Names of bidders whose seal did not hold.</param>
public sealed record OpenedAnswer(Guid ChallengeId, string? Code, IReadOnlyList<OpenedBidRow> Bids, IReadOnlyList<string> BrokenBids);

/// <summary>Where a bid stands, for its bidder.</summary>
public sealed record BidState(
    Guid Id, Guid ChallengeId, string? Code, Guid OrganisationId, BidStatus Status, int Version, DateTimeOffset? SubmittedAt, long DraftRevision,
    DateTimeOffset DraftSavedAt, bool IsDraftAhead, DateTimeOffset? WithdrawnAt, DateTimeOffset? DeadlineAt, IReadOnlyList<BidReceipt> Receipts)
{
    public static BidState Of(OwnBid bid) => new(
        bid.Id, bid.Facts.Challenge.Id, bid.Facts.Code, bid.Facts.OrganisationId, bid.Status, bid.Version, bid.SubmittedAt, bid.DraftRevision,
        bid.DraftSavedAt, bid.IsDraftAhead, bid.WithdrawnAt, bid.Facts.Challenge.DeadlineAt, bid.Receipts);
}
