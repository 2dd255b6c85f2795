using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Security;

/// <summary>Begins and ends the session of the browser at hand. Whether somebody may sign in is decided before, by the use cases.</summary>
public sealed class Sessions(MarketplaceDb db, IUserClaimsPrincipalFactory<Person> principals, Actors actors)
{
    public async Task Begin(HttpContext context, Guid personId)
    {
        var person = await db.Set<Person>().AsNoTracking().FirstAsync(p => p.Id == personId, context.RequestAborted);
        actors.Forget(personId);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, await principals.CreateAsync(person));
    }

    public async Task End(HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.Cookies.Delete(CurrentActor.ActingForCookie);
    }
}
