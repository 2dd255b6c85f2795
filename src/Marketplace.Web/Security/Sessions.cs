using System.Globalization;
using System.Security.Claims;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Security;

/// <summary>Begins and ends the session of the browser at hand. Whether somebody may sign in is decided before, by the use cases.</summary>
public sealed class Sessions(MarketplaceDb db, IUserClaimsPrincipalFactory<Person> principals, Actors actors, TimeProvider clock)
{
    /// <summary>How long after a sign-in somebody may change how they sign in, without proving again who they are (ASVS 5.0, 7.5.1).</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(30);

    private const string BegunAt = "begun-at";

    /// <summary>The session that the claims tell of; null for visitors.</summary>
    public static BegunSession? Of(ClaimsPrincipal? user, ClaimsIdentityOptions claims) =>
        Guid.TryParse(user?.FindFirstValue(claims.UserIdClaimType), out var person) ? new(person, user!.FindFirstValue(claims.SecurityStampClaimType)) : null;

    public Task Begin(HttpContext context, Guid personId) => Write(context, personId, clock.GetUtcNow());

    /// <summary>Keeps this session when a new security stamp has just ended all of the person's sessions.</summary>
    public async Task Renew(HttpContext context, Guid personId) => await Write(context, personId, await Since(context) ?? clock.GetUtcNow());

    public async Task End(HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.Cookies.Delete(CurrentActor.ActingForCookie);
    }

    public async Task<bool> IsFresh(HttpContext context) => await Since(context) is { } since && clock.GetUtcNow() - since < FreshFor;

    private async Task Write(HttpContext context, Guid personId, DateTimeOffset since)
    {
        var person = await db.Set<Person>().AsNoTracking().FirstAsync(p => p.Id == personId, context.RequestAborted);
        actors.Forget(personId);
        var properties = new AuthenticationProperties();
        properties.Items[BegunAt] = since.UtcTicks.ToString(CultureInfo.InvariantCulture);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, await principals.CreateAsync(person), properties);
    }

    // The moment of the sign-in stays in the session when the cookie is renewed by use.
    private static async Task<DateTimeOffset?> Since(HttpContext context)
    {
        var properties = (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties;
        return properties?.Items.TryGetValue(BegunAt, out var ticks) == true
            ? new DateTimeOffset(long.Parse(ticks!, CultureInfo.InvariantCulture), TimeSpan.Zero)
            : properties?.IssuedUtc;
    }
}
