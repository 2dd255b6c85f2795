using System.Security.Claims;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marketplace.Web.Security;

/// <summary>The actor of the present request. Resolved once by <see cref="ActorMiddleware"/>; anonymous where nobody is signed in.</summary>
public sealed class CurrentActor
{
    /// <summary>Cookie with the organisation that the person speaks for; only ever chosen among the person's own.</summary>
    public const string ActingForCookie = "acting-for";

    public Actor Actor { get; private set; } = Actor.Anonymous;

    internal async ValueTask Resolve(HttpContext context, Actors actors, ClaimsIdentityOptions claims)
    {
        if (await actors.Load(Sessions.Of(context.User, claims), context.RequestAborted) is not { } actor) return;
        Actor = Guid.TryParse(context.Request.Cookies[ActingForCookie], out var organisationId) && actor.MemberOf(organisationId) is not null
            ? actor with { ActingFor = organisationId }
            : actor;
    }
}

/// <summary>Puts the actor at hand before any endpoint runs. A suspended or deleted person is nobody at once, whatever the cookie says.</summary>
public sealed class ActorMiddleware(RequestDelegate next, Actors actors, IOptions<IdentityOptions> identity)
{
    public async Task Invoke(HttpContext context, CurrentActor current)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            await current.Resolve(context, actors, identity.Value.ClaimsIdentity);
            if (!current.Actor.IsKnown) context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    }
}
