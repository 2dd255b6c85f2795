using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Organisations.OutcomeImport;
using Marketplace.Web.Pages.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Api;

/// <summary>Results of an organisation: papers, patents, projects, prototypes.</summary>
public static partial class OrganisationsApi
{
    private static void MapOutcomes(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/{id:guid}/outcomes", async (
                Guid id, HttpRequest request, OrganisationQueries queries, OutcomeQueries outcomes, CurrentActor current, Texts texts, CancellationToken ct) =>
                await queries.Profile(id, current.Actor, ct) is null
                    ? Problems.Of(Refusal.NotFound, texts)
                    : Results.Ok(await outcomes.Of(id, new(DirectoryAddress.One<OutcomeKind>(request.Query, "kind"), Page: DirectoryAddress.Page(request.Query)), ct)))
            .AllowAnonymous().Produces<OutcomePage>().ProducesProblem(StatusCodes.Status404NotFound)
            .TakesQuery(("kind", "One kind of result."), ("page", "From 1; 25 results each."))
            .WithSummary("The results of an organisation, newest first.");
        organisations.MapPost("/{id:guid}/outcomes", async (Guid id, NewOutcomes body, AddOutcome add, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await add.Run(new(id, body.ToRows()), current.Actor, ct)).ToResult(texts, added => Results.Ok(new AddedOutcomes(added))))
            .Produces<AddedOutcomes>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Adds results to an own profile; those that it holds already are left.");
        organisations.MapPost("/{id:guid}/outcomes/import", Import)
            .WithMetadata(new TakesUploadsAttribute("File"), new RequestSizeLimitAttribute(CheckOutcomes.Limits.MaxBytes + 1)).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .Accepts<string>("text/csv", "application/x-bibtex").Produces<ImportedOutcomes>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).TakesQuery(("name", "Name of the file, kept as the source of its rows."))
            .WithSummary("Reads results from CSV or BibTeX in the body, and says row by row what became of them.");
    }

    private static async Task<IResult> Import(
        Guid id, HttpRequest request, CheckOutcomes check, ImportOutcomes import, OutcomeFileQueries files, CurrentActor current, Texts texts, CancellationToken ct)
    {
        var file = await check.Run(new(id, request.Body, request.Query["name"]), current.Actor, ct);
        if (!file.IsOk) return Problems.Of(file.Refusals, texts);
        var added = await import.Run(file.Value, current.Actor, ct);
        if (!added.IsOk) return Problems.Of(added.Refusals, texts);
        var report = await files.Last(id, current.Actor, ct);
        return Results.Ok(new ImportedOutcomes(added.Value, report?.Read.Reports ?? [], report?.Read.IgnoredColumns ?? []));
    }
}

public sealed record NewOutcome(OutcomeKind Kind, string? Title, int? Year = null, string? Abstract = null, string? Identifier = null, string? Keywords = null);

public sealed record NewOutcomes(IReadOnlyList<NewOutcome?>? Outcomes)
{
    // Where a row came from is ours to say.
    public IReadOnlyList<AddOutcome.Row> ToRows() =>
        [.. (Outcomes ?? []).OfType<NewOutcome>().Select(o => new AddOutcome.Row(o.Kind, o.Title, o.Year, o.Abstract, o.Identifier, o.Keywords, "api"))];
}

public sealed record AddedOutcomes(int Added);

/// <summary>What became of an imported file.</summary>
public sealed record ImportedOutcomes(int Added, IReadOnlyList<RowReport> Rows, IReadOnlyList<string> IgnoredColumns);
