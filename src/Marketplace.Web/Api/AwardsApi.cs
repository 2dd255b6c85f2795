using Marketplace.Awards;
using Marketplace.Kernel;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>Awards for publishers and officers, and the public notices for everybody.</summary>
public static class AwardsApi
{
    public static void MapAwards(this RouteGroupBuilder api)
    {
        MapDeciding(api.MapGroup("/challenges/{id:guid}/awards").WithTags("Awards"));
        MapNotices(api.MapGroup("/notices").WithTags("Notices"));
    }

    private static void MapDeciding(RouteGroupBuilder awards)
    {
        awards.MapGet("/", async (Guid id, AwardQueries queries, CurrentActor current, Texts texts, HttpContext http, CancellationToken ct) =>
            {
                http.Response.Headers.CacheControl = "private, no-store";
                return (await queries.Of(id, current.Actor, ct)).ToResult(texts, found => Results.Ok(found));
            })
            .Produces<IReadOnlyList<AwardView>>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Proposals and the award of a challenge, newest first, for those who may see its opened bids.");
        awards.MapPost("/", async (Guid id, NewAward body, ProposeAward propose, CurrentActor current, Texts texts, CancellationToken ct) =>
                body.Lines is { } lines && lines.Any(l => l is null)
                    ? Problems.Of(new Refusal("request.malformed", nameof(NewAward.Lines)), texts)
                    : (await propose.Run(new(id, body.Reason, body.Lines ?? []), current.Actor, ct)).ToResult(texts, award => Results.Created((string?)null, new Made(award))))
            .Produces<Made>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Proposes what becomes of every opened bid. Somebody else confirms it.");
        awards.MapPost("/{award:guid}/confirm", async (Guid id, Guid award, ConfirmAward confirm, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await confirm.Run(new(id, award), current.Actor, ct)).ToResult(texts, code => Results.Ok(new StartedNotice(code))))
            .Produces<StartedNotice>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .WithSummary("Confirms a proposal, by another person, and starts its public notice.");
        awards.MapPost("/{award:guid}/reject", async (Guid id, Guid award, ActionBody body, RejectAward reject, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await reject.Run(new(id, award, body.Reason), current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Sends a proposal back to the evaluation, with a reason.");
    }

    private static void MapNotices(RouteGroupBuilder notices)
    {
        notices.MapGet("/", async (NoticeQueries queries, CancellationToken ct, int page = 1) =>
            {
                var (past, count) = await queries.Past(page, ct);
                return new NoticePage(await queries.Current(ct: ct), past, count);
            })
            .AllowAnonymous().WithSummary("Notices that run, the one that ends first on top, and one page of those that ended, newest first.");
        notices.MapGet("/{code}", async (string code, NoticeQueries queries, Texts texts, CancellationToken ct) =>
                await queries.One(code, ct) is { } notice ? Results.Ok(notice) : Problems.Of(Refusal.NotFound, texts))
            .AllowAnonymous().Produces<NoticeView>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A notice by its own code or by that of its challenge, with those whom it names.");
    }
}

public sealed record NewAward(string? Reason, IReadOnlyList<ProposeAward.Line>? Lines);

/// <param name="Code">Of the notice, such as PD-GS-2026-0001.</param>
public sealed record StartedNotice(string Code);

/// <param name="Ended">How many notices have ended in all.</param>
public sealed record NoticePage(IReadOnlyList<NoticeRow> Current, IReadOnlyList<NoticeRow> Past, int Ended);
