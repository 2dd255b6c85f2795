using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>People and their duties, for officers.</summary>
public static class PeopleApi
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/admin/people").WithTags("People");
        people.MapGet("/", List).Produces<PeoplePage>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("People by name, 50 a page. `q` finds in name and address, `role` those who hold a duty now, `suspended` those whose sign-in is shut.");
        people.MapGet("/{id:guid}", async (Guid id, PeopleQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
                await queries.One(id, current.Actor, ct) is { } person ? Results.Ok(person) : Problems.Of(Refusal.NotFound, texts))
            .Produces<PersonForOfficer>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One person with all duties and memberships, past ones too.");
        people.MapPost("/{id:guid}/roles", async (Guid id, NewDuty body, GrantRole grant, Actors actors, CurrentActor current, Texts texts, CancellationToken ct) =>
                Settled(await grant.Run(new(id, body.Role, body.Reason, body.UntilAt), current.Actor, ct), id, actors, texts))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Gives a duty for a period, with a reason; nobody gives one to themselves.");
        people.MapPost("/{id:guid}/roles/revoke", async (Guid id, EndedDuty body, RevokeRole revoke, Actors actors, CurrentActor current, Texts texts, CancellationToken ct) =>
                Settled(await revoke.Run(new(id, body.Role, body.Reason), current.Actor, ct), id, actors, texts))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Ends a duty at once, with a reason.");
        people.MapPost("/{id:guid}/suspend", async (Guid id, ActionBody body, SuspendPerson suspend, Actors actors, CurrentActor current, Texts texts, CancellationToken ct) =>
                Settled(await suspend.Run(new(id, body.Reason), current.Actor, ct), id, actors, texts))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Shuts a person's sign-in at once and ends the open sessions, with a reason.");
        people.MapPost("/{id:guid}/reinstate", async (Guid id, ActionBody body, ReinstatePerson reinstate, Actors actors, CurrentActor current, Texts texts, CancellationToken ct) =>
                Settled(await reinstate.Run(new(id, body.Reason), current.Actor, ct), id, actors, texts))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Lets a suspended person sign in again, with a reason.");
    }

    private static async Task<IResult> List(PeopleQueries queries, CurrentActor current, Texts texts, CancellationToken ct, string? q = null, PlatformRole? role = null, bool suspended = false, int page = 1)
    {
        if (!PeopleQueries.MayRead(current.Actor)) return Problems.Of(Refusal.NotFound, texts);
        if (q?.Length > PeopleFilter.MaxWords) return Problems.Of(new Refusal("text.too_long", nameof(q), PeopleFilter.MaxWords), texts);
        return Results.Ok(await queries.Find(new(q, role, suspended, page), current.Actor, ct));
    }

    // The person's next request already finds the new standing.
    private static IResult Settled(Result<Done> answer, Guid person, Actors actors, Texts texts)
    {
        if (answer.IsOk) actors.Forget(person);
        return answer.ToResult(texts, _ => Results.NoContent());
    }
}

/// <param name="UntilAt">The first instant at which the duty no longer holds; left out for open-ended.</param>
public sealed record NewDuty(PlatformRole Role, string? Reason, DateTimeOffset? UntilAt = null);

public sealed record EndedDuty(PlatformRole Role, string? Reason);
