using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Api;

/// <summary>Bids for the programs of bidders: drafts, files, submission with its receipt, withdrawal. What is sealed answers nobody else.</summary>
public static partial class BidsApi
{
    /// <summary>The header that makes sending a submission again harmless.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Bytes of an upload: the largest file and one more, which tells the judge that it is too large.</summary>
    private const long MaxUpload = BidRules.MaxFileBytes + 1;

    private static readonly JsonSerializerOptions Incoming = new(BidJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // An amount or a month that is wrong is named by its field; what is no content at all is refused as a whole.
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    public static void MapBids(this RouteGroupBuilder api)
    {
        var bids = api.MapGroup("/bids").WithTags("Bids").AddEndpointFilter(NeverStored);
        MapOwn(api, bids);
        MapDrafts(bids);
        MapFiles(bids);
        MapSubmission(bids);
        MapOpening(api);
    }

    private static void MapOwn(RouteGroupBuilder api, RouteGroupBuilder bids)
    {
        api.MapPost("/challenges/{id:guid}/bids", async (Guid id, NewBid body, StartBid start, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await start.Run(new(id, body.OrganisationId), current.Actor, ct)).ToResult(texts, bid => Results.Created($"/api/v1/bids/{bid}", new Made(bid))))
            .WithTags("Bids").Produces<Made>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Begins the organisation's bid for a challenge, or finds the one that is begun.");
        bids.MapGet("/", async (BidQueries queries, CurrentActor current, CancellationToken ct) => await queries.Own(current.Actor, ct: ct))
            .WithSummary("The bids of the caller's organisations, without their content.");
        bids.MapGet("/{id:guid}", async (Guid id, BidQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await queries.One(id, current.Actor, ct)).ToResult(texts, bid => Results.Ok(BidState.Of(bid))))
            .Produces<BidState>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Where a bid stands, with its receipts.");
    }

    private static void MapDrafts(RouteGroupBuilder bids)
    {
        bids.MapGet("/{id:guid}/draft", async (Guid id, BidReader reader, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var draft = await reader.Draft(id, current.Actor, ct);
                if (draft.IsOk) Versions.Tell(http, draft.Value.Revision);
                return draft.ToResult(texts, d => Results.Json(d.Content, BidJson.Options));
            })
            .Produces<BidContent>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The draft with everything in it. The ETag is the revision that saving and submitting name in If-Match.");
        bids.MapPut("/{id:guid}/draft", SaveDraft).Accepts<BidContent>("application/json").Produces<DraftState>()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status428PreconditionRequired)
            .WithSummary("Puts the content in place of the draft; its files stay as they are. Needs If-Match. What is incomplete is kept all the same.");
    }

    private static async Task<IResult> SaveDraft(Guid id, SaveBidDraft save, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct)
    {
        var revision = Versions.Needed(http);
        if (!revision.IsOk) return Problems.Of(revision.Refusals, texts);
        var content = await Read(http.Request, ct);
        if (!content.IsOk) return Problems.Of(content.Refusals, texts);
        var saved = await save.Run(new(id, revision.Value, _ => content.Value), current.Actor, ct);
        if (saved.IsOk) Versions.Tell(http, saved.Value.Revision);
        return saved.ToResult(texts, s => Results.Ok(new DraftState(id, s.Revision, s.SavedAt)));
    }

    private static async Task<Result<BidContent>> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<BidContent>(request.Body, Incoming, ct) is { } content ? content : new Refusal("request.malformed");
        }
        catch (JsonException failure)
        {
            return Problems.Malformed(failure);
        }
    }

    private static void MapFiles(RouteGroupBuilder bids)
    {
        // The bytes themselves and no form: a form reader would lay them on disk in clear.
        bids.MapPost("/{id:guid}/files", async (Guid id, string name, AttachBidFile attach, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var attached = await attach.Run(new(id, name, http.Request.Body), current.Actor, ct);
                if (attached.IsOk) Versions.Tell(http, attached.Value.Revision);
                return attached.ToResult(texts, a => Results.Created($"/api/v1/bids/{id}/versions/0/files/{a.File.Id}", a.File));
            })
            .WithMetadata(new RequestSizeLimitAttribute(MaxUpload), new TakesUploadsAttribute("File")).Accepts<Stream>("application/octet-stream").Produces<BidFileEntry>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Puts a file to the draft: the body is the file, the query says its name. It is judged by its content.");
        bids.MapDelete("/{id:guid}/files/{file:guid}", async (Guid id, Guid file, RemoveBidFile remove, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var removed = await remove.Run(new(id, file), current.Actor, ct);
                if (removed.IsOk) Versions.Tell(http, removed.Value);
                return removed.ToResult(texts, _ => Results.NoContent());
            })
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Takes a file out of the draft.");
        bids.MapGet("/{id:guid}/versions/{version:int}/files/{file:guid}",
                async (Guid id, int version, Guid file, BidReader reader, CurrentActor current, Texts texts, CancellationToken ct) =>
                    (await reader.File(id, version, file, current.Actor, ct)).ToResult(texts, f => Results.File(f.Bytes, f.Entry.ContentType, f.Entry.Name)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A file of a version, 0 for the draft: for the bidder, and after the opening for those who may read the opened bids.");
    }

    private static void MapSubmission(RouteGroupBuilder bids)
    {
        bids.MapPost("/{id:guid}/submit", Submit).Produces<BidReceipt>().ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Seals the draft that If-Match names as the next version and gives its receipt. Needs an Idempotency-Key: sent again it gives the same receipt.");
        bids.MapPost("/{id:guid}/withdraw", async (Guid id, WithdrawBid withdraw, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await withdraw.Run(new(id), current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Takes a submitted bid back until the deadline, a draft at any time.");
        bids.MapGet("/{id:guid}/receipts/{version:int}", async (Guid id, int version, BidQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
            {
                var bid = await queries.One(id, current.Actor, ct);
                return bid.IsOk && bid.Value.Receipts.FirstOrDefault(r => r.Version == version) is { } receipt ? Results.Ok(receipt) : Problems.Of(Refusal.NotFound, texts);
            })
            .Produces<BidReceipt>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The receipt of one version.");
        bids.MapGet("/{id:guid}/receipts/{version:int}/sealed", async (Guid id, int version, BidQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await queries.SealedBytes(id, version, current.Actor, ct)).ToResult(texts, bytes => Results.Bytes(bytes, "application/octet-stream")))
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The sealed bytes whose SHA-256 is on the receipt.");
    }

    private static async Task<IResult> Submit(Guid id, SubmitBid submit, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct)
    {
        var revision = Versions.Needed(http);
        if (!revision.IsOk) return Problems.Of(revision.Refusals, texts);
        if (http.Request.Headers[IdempotencyKey].ToString() is not { Length: > 0 } key) return Problems.Of(new Refusal("idempotency_key_missing"), texts);
        return (await submit.Run(new(id, revision.Value, key), current.Actor, ct)).ToResult(texts, receipt => Results.Ok(receipt));
    }

    private static async ValueTask<object?> NeverStored(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "private, no-store";
        return await next(invocation);
    }
}
