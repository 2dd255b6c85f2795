using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>Chooses the organisation that the person speaks for, among their own.</summary>
public sealed class ActingForModel(CurrentActor current, CookieRules cookies) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/account#organisations");

    public IActionResult OnPost(Guid organisation, string? returnUrl)
    {
        if (current.Actor.MemberOf(organisation) is null) return NotFound();
        Response.Cookies.Append(CurrentActor.ActingForCookie, organisation.ToString("D"), new CookieOptions
        {
            HttpOnly = true,
            Secure = cookies.IsSecure(Request),
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(90),
            IsEssential = true,
        });
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/workspace");
    }
}
