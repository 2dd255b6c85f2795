using Marketplace.Accounts;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Security;

/// <summary>Sign-in, cookies, limits, headers, and the rule that every endpoint is closed unless it says otherwise.</summary>
public static class SecurityModule
{
    /// <summary>Name of the cookie that holds the session.</summary>
    public const string Session = "session";

    /// <summary>Name of the cookie that carries a notice from one answer to the next page.</summary>
    public const string Notice = "notice";

    private const string SessionOrToken = "SessionOrToken";

    public static IServiceCollection AddMarketplaceSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var cookies = new CookieRules(SiteAddress.From(configuration).Root.Scheme == Uri.UriSchemeHttps);
        services.AddSingleton(cookies);
        services.AddScoped<CurrentActor>();
        services.AddScoped<Sessions>();
        services.AddSingleton<SealedCookies>();
        services.AddSingleton<SecondStep>();
        services.AddScoped<KnownDevices>();
        services.AddRateLimits(configuration);
        AddPasskeys(services, configuration);
        var authentication = services.AddAuthentication(SessionOrToken)
            .AddPolicyScheme(SessionOrToken, null, options => options.ForwardDefaultSelector = context =>
                TokenSignIn.IsUsedBy(context.Request) ? TokenSignIn.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, options => SessionCookie(options, cookies));
        var provider = ProviderSettings.From(configuration);
        services.AddSingleton(services => new ProviderSignIn(provider, services.GetRequiredService<ILogger<ProviderSignIn>>()));
        if (provider is not null) ProviderSignIn.Add(authentication, provider, Policy(cookies));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        AddAntiforgery(services, cookies);
        return services;
    }

    private static void AddPasskeys(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>();
        services.AddScoped<PasskeyCeremony>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // Passkeys belong to this name for good. Where it is not set, the host of the request serves (localhost while developing).
            if (configuration["Site:Address"] is { Length: > 0 }) options.ServerDomain = SiteAddress.From(configuration).Root.IdnHost;
            // The device checks its owner, so a passkey counts as two factors; it names its owner, so nobody types an address.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
    }

    private static void AddAntiforgery(IServiceCollection services, CookieRules cookies)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "xsrf";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = Policy(cookies);
            options.HeaderName = "X-XSRF-TOKEN";
        });
        services.Configure<MvcOptions>(options =>
        {
            options.Filters.Add<KeepForm>();
            options.Filters.Add<HandlersOnly>();
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = Notice;
            options.Cookie.SecurePolicy = Policy(cookies);
            options.Cookie.IsEssential = true;
        });
    }

    private static void SessionCookie(CookieAuthenticationOptions options, CookieRules cookies)
    {
        options.Cookie.Name = Session;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = Policy(cookies);
        options.Cookie.IsEssential = true;
        options.LoginPath = "/account/sign-in";
        options.LogoutPath = "/account/sign-out";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = Sessions.Idle;
        options.SlidingExpiration = true;
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= Sessions.MayGoOn(context.Properties, context.Properties.IssuedUtc!.Value + context.ElapsedTime);
            return Task.CompletedTask;
        };
        // What was typed is not lost with the session: the answer is a page that holds it (Pages/Errors/Error).
        var redirect = options.Events.OnRedirectToLogin;
        options.Events.OnRedirectToLogin = context =>
        {
            if (!KeepForm.IsTyped(context.Request)) return redirect(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
        // What is forbidden looks like what is absent.
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static CookieSecurePolicy Policy(CookieRules cookies) => cookies.AlwaysSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
