using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>The officers' part: which organisations wait, and the decision about one.</summary>
public static class OrganisationReviewApi
{
    public static void MapOrganisationReview(this RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("/admin/organisations").WithTags("Organisation review");
        organisations.MapGet("/", async (
                VerificationQueue queue, CurrentActor current, Texts texts, CancellationToken ct, VerificationStatus status = VerificationStatus.Submitted, int page = 1) =>
                VerificationQueue.MayRead(current.Actor)
                    ? Results.Ok(new VerificationPage(await queue.Counts(current.Actor, ct), await queue.Page(status, page, current.Actor, ct)))
                    : Problems.Of(Refusal.NotFound, texts))
            .Produces<VerificationPage>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Organisations of one status with the counts of all; what waits for an officer oldest first.");
        organisations.MapGet("/{id:guid}", async (Guid id, VerificationQueue queue, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                if (await queue.Find(id, current.Actor, ct) is not { } found) return Problems.Of(Refusal.NotFound, texts);
                Versions.Tell(http, found.Version);
                return Results.Ok(found);
            })
            .Produces<OrganisationForDecision>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One organisation beside what was verified last.");
        organisations.MapPost("/{id:guid}/decision", async (
                Guid id, VerificationDecision body, DecideVerification decide, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var version = Versions.Needed(http);
                if (!version.IsOk) return Problems.Of(version.Refusals, texts);
                var decided = await decide.Run(new(id, version.Value, body.Action, body.Reason, body.OverruleReason), current.Actor, ct);
                return decided.ToResult(texts, status => Results.Ok(new Decided(status)));
            })
            .Produces<Decided>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .WithSummary("Verifies, rejects, suspends or reinstates an organisation. Needs If-Match; all but verifying need a reason.");
    }
}

/// <param name="Counts">Organisations by status, those not handed in left out.</param>
public sealed record VerificationPage(IReadOnlyDictionary<VerificationStatus, int> Counts, IReadOnlyList<QueuedOrganisation> Organisations);

/// <param name="OverruleReason">Why a credit code is taken although its check fails.</param>
public sealed record VerificationDecision(VerificationAction Action, string? Reason = null, string? OverruleReason = null);

public sealed record Decided(VerificationStatus Status);
