using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Web.Security;

/// <summary>Small cookies that only this platform can read and write, each for one use and a limited time.</summary>
public sealed class SealedCookies(IDataProtectionProvider keys, TimeProvider clock, CookieRules rules)
{
    public void Write(HttpContext context, string name, string value, TimeSpan lifetime, SameSiteMode sameSite = SameSiteMode.Strict)
    {
        var until = (clock.GetUtcNow() + lifetime).UtcTicks.ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(name, Seal(name).Protect($"{until} {value}"), Options(context, lifetime, sameSite));
    }

    /// <summary>The value, or null where there is none, it is too old, or somebody changed it.</summary>
    public string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[name] is not { Length: > 0 } cookie) return null;
        try
        {
            var parts = Seal(name).Unprotect(cookie).Split(' ', 2);
            return long.Parse(parts[0], CultureInfo.InvariantCulture) > clock.GetUtcNow().UtcTicks ? parts[1] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(name, Options(context, null, SameSiteMode.Lax));

    private IDataProtector Seal(string name) => keys.CreateProtector("Marketplace.Cookie.1", name);

    private CookieOptions Options(HttpContext context, TimeSpan? lifetime, SameSiteMode sameSite) => new()
    {
        HttpOnly = true,
        Secure = rules.IsSecure(context.Request),
        SameSite = sameSite,
        MaxAge = lifetime,
        IsEssential = true,
        Path = "/",
    };
}

/// <param name="AlwaysSecure">The platform is reached by https (setting <c>Site:Address</c>): no cookie ever travels in the open, whatever a proxy says.</param>
public sealed record CookieRules(bool AlwaysSecure)
{
    /// <summary>Whether a cookie of this answer travels by https alone.</summary>
    public bool IsSecure(HttpRequest request) => AlwaysSecure || request.IsHttps;
}
