using Marketplace.Web.Security;
using Microsoft.AspNetCore.Localization;

namespace Marketplace.Web.Look;

/// <summary>Remembers in the browser which language was chosen.</summary>
public static class LanguageCookie
{
    public static void Write(HttpContext context, string language)
    {
        var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
        context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = context.RequestServices.GetRequiredService<CookieRules>().IsSecure(context.Request),
            IsEssential = true,
        });
    }
}
