using System.Security.Claims;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketplace.Web.Security;

/// <summary>
/// The way to the provider and back. What comes back is kept for some minutes in a cookie of its own, which signs nobody in:
/// <c>/account/provider</c> decides with the use cases what becomes of it.
/// </summary>
public sealed partial class ProviderSignIn(ProviderSettings? settings, ILogger<ProviderSignIn> log)
{
    public const string Page = "/account/provider";
    private const string Scheme = "Provider", Kept = "ProviderIdentity";
    private const string EmailVerified = "email_verified";

    /// <summary>Time to sign in to an existing account, by password and code, before the identity must be fetched again.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);

    public bool IsOn => settings is not null;

    public string NameFor(Texts texts) => settings?.NameFor(texts) ?? "";

    /// <summary>Sends the browser to the provider; false where the provider does not answer.</summary>
    public async Task<bool> Begin(HttpContext context, string? returnUrl)
    {
        try
        {
            await context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = Back(returnUrl) });
            return true;
        }
        // What the handler throws where it cannot read the provider's description.
        catch (InvalidOperationException e)
        {
            CouldNotAsk(log, e);
            return false;
        }
    }

    /// <summary>Who the provider said is here, some minutes ago; null where nobody was sent.</summary>
    public async Task<ProviderIdentity?> Returned(HttpContext context)
    {
        if ((await context.AuthenticateAsync(Kept)).Principal is not { } principal || principal.FindFirst("sub") is not { } subject) return null;
        var verified = bool.TryParse(principal.FindFirstValue(EmailVerified), out var yes) && yes;
        return new(principal.FindFirstValue("iss") ?? subject.Issuer, subject.Value, principal.FindFirstValue("email"), verified, principal.FindFirstValue("name"));
    }

    public Task Forget(HttpContext context) => context.SignOutAsync(Kept);

    public static void Add(AuthenticationBuilder authentication, ProviderSettings settings, CookieSecurePolicy secure)
    {
        authentication.AddCookie(Kept, options =>
        {
            Cookie(options.Cookie, "provider", secure);
            options.ExpireTimeSpan = KeptFor;
            options.SlidingExpiration = false;
        });
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            Protocol(options, settings);
            Claims(options);
            Cookie(options.CorrelationCookie, "provider-way.", secure);
            Cookie(options.NonceCookie, "provider-nonce.", secure);
            options.Events.OnRemoteFailure = Failed;
        });
    }

    private static void Protocol(OpenIdConnectOptions options, ProviderSettings settings)
    {
        options.SignInScheme = Kept;
        options.CallbackPath = $"{Page}/callback";
        options.Authority = settings.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A form posted from another site would need cookies that every site may send.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
    }

    private static void Claims(OpenIdConnectOptions options)
    {
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "email" }) options.Scope.Add(scope);
        options.MapInboundClaims = false;
        // Some providers keep the address for this call alone.
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Remove("iss");
        options.ClaimActions.MapUniqueJsonKey(EmailVerified, EmailVerified);
    }

    // The provider sends the browser back by a link, so the cookies must come along with links.
    private static void Cookie(CookieBuilder cookie, string name, CookieSecurePolicy secure)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = secure;
        cookie.IsEssential = true;
    }

    // Broken off by the person, refused by the provider, or an answer that is none: why stands in the log, not on the page.
    private static Task Failed(RemoteFailureContext context)
    {
        CameBackWithout(context.HttpContext.RequestServices.GetRequiredService<ILogger<ProviderSignIn>>(), context.Failure);
        context.Response.Redirect($"{Page}?failed=true");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static string Back(string? returnUrl) => returnUrl is null ? Page : $"{Page}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    [LoggerMessage(LogLevel.Error, "The sign-in provider does not answer")]
    private static partial void CouldNotAsk(ILogger log, Exception e);

    [LoggerMessage(LogLevel.Warning, "Somebody came back from the sign-in provider without a sign-in")]
    private static partial void CameBackWithout(ILogger log, Exception? e);
}
