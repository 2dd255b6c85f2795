using Marketplace.Challenges;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Web.Api;

/// <summary>Questions, the confidential part, and attachments.</summary>
public static partial class ChallengesApi
{
    /// <summary>Bytes of an upload: the largest attachment and the form around it.</summary>
    public const long MaxUpload = (50L << 20) + (64L << 10);

    private static void MapOpen(RouteGroupBuilder challenges)
    {
        challenges.MapGet("/{id:guid}/questions", async (Guid id, QuestionQueries questions, CurrentActor current, CancellationToken ct) =>
                await questions.Of(id, current.Actor, ct))
            .AllowAnonymous().WithSummary("Answered questions; those that wait only for the publisher, the officers and the organisation that asked.");
        challenges.MapPost("/{id:guid}/questions", async (Guid id, NewQuestion body, AskQuestion ask, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await ask.Run(new(id, body.Text, body.OrganisationId), current.Actor, ct)).ToResult(texts, question => Results.Created((string?)null, new Made(question))))
            .Produces<Made>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Asks about an open challenge. Who asked is never shown.");
        challenges.MapPost("/{id:guid}/questions/{question:guid}/answer",
                async (Guid id, Guid question, NewAnswer body, AnswerQuestion answer, CurrentActor current, Texts texts, CancellationToken ct) =>
                    (await answer.Run(new(id, question, body.Answer), current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Answers a question for everybody.");
        challenges.MapGet("/{id:guid}/confidential", async (Guid id, ConfidentialQueries confidential, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return await confidential.Of(id, current.Actor, ct) is { } view ? Results.Ok(view) : Problems.Of(Refusal.NotFound, texts);
            })
            .Produces<ConfidentialView>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The confidential part, for those who accepted the terms.");
        challenges.MapPost("/{id:guid}/confidentiality-terms",
                async (Guid id, AcceptedTerms body, AcceptConfidentialityTerms accept, CurrentActor current, Texts texts, CancellationToken ct) =>
                    (await accept.Run(new(id, body.Version, body.OrganisationId), current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Binds the caller's organisation to the terms.");
    }

    private static void MapAttachments(RouteGroupBuilder challenges)
    {
        challenges.MapGet("/{id:guid}/attachments", async (Guid id, AttachmentQueries attachments, CurrentActor current, CancellationToken ct) =>
                await attachments.Of(id, current.Actor, ct))
            .AllowAnonymous().WithSummary("The attachments that the caller may open.");
        challenges.MapPost("/{id:guid}/attachments",
                async (Guid id, IFormFile file, [FromForm] bool confidential, AddAttachment add, CurrentActor current, Texts texts, CancellationToken ct) =>
                {
                    await using var content = file.OpenReadStream();
                    var added = await add.Run(new(id, content, file.FileName, confidential), current.Actor, ct);
                    return added.ToResult(texts, attachment => Results.Created($"/files/challenges/{attachment}", new Made(attachment)));
                })
            .WithMetadata(new RequestSizeLimitAttribute(MaxUpload), new TakesUploadsAttribute("File")).Produces<Made>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Adds a file to a draft: multipart/form-data with `file` and `confidential`. It is judged by its content.");
        challenges.MapDelete("/{id:guid}/attachments/{attachment:guid}",
                async (Guid id, Guid attachment, RemoveAttachment remove, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
                    (await remove.Run(new(id, attachment), current.Actor, ct)).ToResult(texts, state => Told(http, state, Results.Ok(state))))
            .Produces<ChallengeState>().WithSummary("Takes a file out of a draft.");
    }

    /// <summary>Downloads for pages and programs alike; which file whom is decided in the query.</summary>
    public static void MapChallengeFiles(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/files/challenges/{attachment:guid}", Download).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Download(Guid attachment, AttachmentQueries attachments, FileStore store, CurrentActor current, HttpContext http, CancellationToken ct)
    {
        if (await attachments.File(attachment, current.Actor, ct) is not { } found) return Results.NotFound();
        Isolate(http.Response);
        // A shared cache must never hold what only one organisation may read.
        http.Response.Headers.CacheControl = found.Confidential ? "private, no-store" : "private, no-cache";
        return Results.File(store.Open(found.File), found.File.MediaType, found.File.Name,
            entityTag: new EntityTagHeaderValue($"\"{found.File.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>Somebody else's bytes under our name: saved and never shown, never guessed at, and without rights if a browser shows them all the same.</summary>
    private static void Isolate(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
