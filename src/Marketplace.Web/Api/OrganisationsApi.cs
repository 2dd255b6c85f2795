using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Organisations.OutcomeImport;
using Marketplace.Web.Pages.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Api;

/// <summary>Organisations for programs: the directory for everybody, the own organisation for its members.</summary>
public static partial class OrganisationsApi
{
    public static void MapOrganisations(this RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("/organisations").WithTags("Organisations");
        MapReading(organisations);
        MapOwn(api, organisations);
        MapOutcomes(organisations);
    }

    private static void MapReading(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/", async (HttpRequest request, OrganisationDirectory directory, CancellationToken ct) =>
                OrganisationPage.Of(await directory.Find(DirectoryAddress.Read(request.Query), ct)))
            .AllowAnonymous().Produces<OrganisationPage>().TakesQuery(
                ("q", "Words that must all occur."), ("kind", "Kind; may be repeated."), ("region", "Region; may be repeated."),
                ("tier", "Tier; may be repeated."), ("field", "One field of the capability profiles."), ("page", "From 1; 20 organisations each."))
            .WithSummary("Verified organisations by name.");
        organisations.MapGet("/{id:guid}", async (Guid id, OrganisationQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
                await queries.Profile(id, current.Actor, ct) is { } profile ? Results.Ok(profile) : Problems.Of(Refusal.NotFound, texts))
            .AllowAnonymous().Produces<OrganisationProfile>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The public profile of one verified organisation.");
    }

    private static void MapOwn(RouteGroupBuilder api, RouteGroupBuilder organisations)
    {
        api.MapGet("/workspace/organisations", async (OrganisationQueries queries, CurrentActor current, CancellationToken ct) => await queries.Mine(current.Actor, ct))
            .WithTags("Organisations").WithSummary("The organisations that the caller belongs to, with the caller's role in each.");
        api.MapGet("/workspace/organisations/{id:guid}", async (Guid id, OrganisationQueries queries, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                if (await queries.Own(id, current.Actor, ct) is not { } own) return Problems.Of(Refusal.NotFound, texts);
                Versions.Tell(http, own.Version);
                return Results.Ok(own);
            })
            .WithTags("Organisations").Produces<OwnOrganisation>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("An organisation of the caller's with all its fields. The ETag is the version that changes name in If-Match.");
        organisations.MapPost("/", async (NewOrganisation body, RegisterOrganisation register, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await register.Run(new(body.Kind, body.Content ?? new()), current.Actor, ct))
                    .ToResult(texts, id => Results.Created($"/api/v1/workspace/organisations/{id}", new Made(id))))
            .Produces<Made>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Registers an organisation; the caller becomes its owner.");
        organisations.MapPut("/{id:guid}", async (Guid id, OrganisationContent body, SaveOrganisation save, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                var version = Versions.Needed(http);
                if (!version.IsOk) return Problems.Of(version.Refusals, texts);
                return (await save.Run(new(id, version.Value, body), current.Actor, ct)).ToResult(texts, saved =>
                {
                    Versions.Tell(http, saved);
                    return Results.NoContent();
                });
            })
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Replaces the fields of an own organisation. A changed name or credit code is verified anew. Needs If-Match.");
        organisations.MapPost("/{id:guid}/licence", async (Guid id, IFormFile file, UploadLicence upload, CurrentActor current, Texts texts, CancellationToken ct) =>
            {
                await using var content = file.OpenReadStream();
                return (await upload.Run(new(id, content, file.FileName), current.Actor, ct)).ToResult(texts, licence => Results.Created((string?)null, new Made(licence)));
            })
            .WithMetadata(new RequestSizeLimitAttribute(UploadLicence.Limits.MaxBytes + (64L << 10)), new TakesUploadsAttribute("File")).Produces<Made>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Uploads the licence (PDF, PNG or JPEG) as multipart/form-data with `file`.");
        organisations.MapPost("/{id:guid}/verification", async (Guid id, AskForVerification ask, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await ask.Run(id, current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).WithSummary("Hands an own organisation in for verification.");
    }
}

public sealed record NewOrganisation(OrganisationKind Kind, OrganisationContent? Content = null);

/// <param name="Pages">How many pages there are.</param>
public sealed record OrganisationPage(IReadOnlyList<DirectoryRow> Organisations, int Total, int Page, int Pages)
{
    public static OrganisationPage Of(DirectoryPage found) =>
        new(found.Rows, found.Total, found.Page, Math.Max(1, (found.Total + DirectoryFilter.PageSize - 1) / DirectoryFilter.PageSize));
}
