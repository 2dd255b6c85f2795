using System.Globalization;
using System.Security.Claims;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Web.Security;

/// <summary>Begins and ends the session of the browser at hand. Whether somebody may sign in is decided before, by the use cases.</summary>
public sealed class Sessions(
    MarketplaceDb db, IUserClaimsPrincipalFactory<Person> principals, Actors actors, SignOut signOut, CurrentActor current, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>How long after a sign-in somebody may change how they sign in, without proving again who they are (ASVS 5.0, 7.5.1).</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(30);

    /// <summary>A session that is not used ends after this long; <see cref="BegunSession.Longest"/> is its end in any case.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>The claim that holds <see cref="BegunSession.Id"/>.</summary>
    public const string IdClaim = "session";

    private const string BegunAt = "begun-at";

    /// <summary>The session that the claims tell of; null for visitors.</summary>
    public static BegunSession? Of(ClaimsPrincipal? user, ClaimsIdentityOptions claims) =>
        Guid.TryParse(user?.FindFirstValue(claims.UserIdClaimType), out var person)
            ? new(person, user!.FindFirstValue(claims.SecurityStampClaimType), Guid.TryParse(user!.FindFirstValue(IdClaim), out var id) ? id : null)
            : null;

    /// <summary>Whether a cookie may be replaced by a newer one at this moment: never by one that lasts beyond the end of its session.</summary>
    public static bool MayGoOn(AuthenticationProperties cookie, DateTimeOffset now) =>
        Since(cookie) is { } since && now + (cookie.ExpiresUtc - cookie.IssuedUtc) <= since + BegunSession.Longest;

    public Task Begin(HttpContext context, Guid personId) => Write(context, personId, clock.GetUtcNow());

    /// <summary>Keeps this session when a new security stamp has just ended all of the person's sessions.</summary>
    public async Task Renew(HttpContext context, Guid personId) => await Write(context, personId, await Since(context) ?? clock.GetUtcNow());

    public async Task End(HttpContext context, CancellationToken ct)
    {
        if (Of(context.User, identity.Value.ClaimsIdentity)?.Id is { } id) await signOut.Run(id, current.Actor, ct);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.Cookies.Delete(CurrentActor.ActingForCookie);
    }

    public async Task<bool> IsFresh(HttpContext context) => await Since(context) is { } since && clock.GetUtcNow() - since < FreshFor;

    private async Task Write(HttpContext context, Guid personId, DateTimeOffset since)
    {
        var person = await db.Set<Person>().AsNoTracking().FirstAsync(p => p.Id == personId, context.RequestAborted);
        actors.Forget(personId);
        var (now, end) = (clock.GetUtcNow(), since + BegunSession.Longest);
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Idle < end ? now + Idle : end };
        properties.Items[BegunAt] = since.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var principal = await principals.CreateAsync(person);
        principal.Identities.First().AddClaim(new(IdClaim, IdOf(context, personId).ToString("D")));
        await context.SignInAsync(IdentityConstants.ApplicationScheme, principal, properties);
    }

    // Who signs in once more, or changes the password, goes on with the session: signing out then ends the cookies of before as well.
    private Guid IdOf(HttpContext context, Guid personId) =>
        Of(context.User, identity.Value.ClaimsIdentity) is { Id: { } id } session && session.PersonId == personId ? id : Guid.CreateVersion7(clock.GetUtcNow());

    private static async Task<DateTimeOffset?> Since(HttpContext context) =>
        Since((await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties);

    // The moment of the sign-in stays in the session when the cookie is renewed by use.
    private static DateTimeOffset? Since(AuthenticationProperties? cookie) => cookie?.Items.TryGetValue(BegunAt, out var ticks) == true
        ? new DateTimeOffset(long.Parse(ticks!, CultureInfo.InvariantCulture), TimeSpan.Zero)
        : cookie?.IssuedUtc;
}
