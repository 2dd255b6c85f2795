using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>Who belongs to an organisation: its members read, its owners invite, change and end.</summary>
public static class MembersApi
{
    public static void MapMembers(this RouteGroupBuilder api)
    {
        var members = api.MapGroup("/workspace/organisations/{id:guid}").WithTags("Members");
        members.MapGet("/members", async (Guid id, MemberQueries queries, CurrentActor current, Texts texts, CancellationToken ct) =>
                await queries.Of(id, current.Actor, ct) is { } list ? Results.Ok(list) : Problems.Of(Refusal.NotFound, texts))
            .Produces<MemberList>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The members of an own organisation; addresses and open invitations are there for its owners.");
        members.MapPost("/invitations", async (Guid id, NewInvitation body, InviteMember invite, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await invite.Run(new(id, body.Email, body.Role, body.UntilAt, body.FromAt), current.Actor, ct)).ToResult(texts, made => Results.Created((string?)null, new Made(made))))
            .Produces<Made>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Invites the holder of a mailbox. The answer does not tell whether the address has an account.");
        api.MapDelete("/invitations/{invitation:guid}", async (Guid invitation, WithdrawInvitation withdraw, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await withdraw.Run(invitation, current.Actor, ct)).ToResult(texts, _ => Results.NoContent()))
            .WithTags("Members").Produces(StatusCodes.Status204NoContent).WithSummary("Takes an open invitation back.");
        var one = api.MapGroup("/memberships/{membership:guid}").WithTags("Members");
        one.MapPut("/", async (Guid membership, MembershipTerms body, ChangeMembership change, Actors actors, CurrentActor current, Texts texts, CancellationToken ct) =>
                Settled(await change.Run(new(membership, body.Role, body.UntilAt), current.Actor, ct), actors, texts))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Gives a member another role or another end. One owner without an end always remains.");
        one.MapDelete("/", async (Guid membership, EndMembership end, Actors actors, CurrentActor current, Texts texts, CancellationToken ct) =>
                Settled(await end.Run(membership, current.Actor, ct), actors, texts))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Ends a membership: the caller's own, or another's by an owner.");
    }

    // The next call already finds the new standing.
    private static IResult Settled(Result<Done> answer, Actors actors, Texts texts)
    {
        if (answer.IsOk) actors.ForgetAll();
        return answer.ToResult(texts, _ => Results.NoContent());
    }
}

/// <param name="FromAt">When the membership begins; left out, with the acceptance.</param>
/// <param name="UntilAt">The first instant at which it no longer holds; left out for open-ended.</param>
public sealed record NewInvitation(string? Email, MembershipRole Role, DateTimeOffset? UntilAt = null, DateTimeOffset? FromAt = null);

/// <param name="UntilAt">The first instant at which the membership no longer holds; left out for open-ended.</param>
public sealed record MembershipTerms(MembershipRole Role, DateTimeOffset? UntilAt = null);
