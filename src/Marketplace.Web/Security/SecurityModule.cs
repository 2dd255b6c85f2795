using Marketplace.Accounts;
using Marketplace.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Web.Security;

/// <summary>Sign-in, cookies, keys, and the rule that every endpoint is closed unless it says otherwise.</summary>
public static class SecurityModule
{
    public static IServiceCollection AddMarketplaceSecurity(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddScoped<CurrentActor>();
        AddIdentity(services);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddDataProtection().SetApplicationName("Marketplace")
            .PersistKeysToFileSystem(KeyFolder(database));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "xsrf";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.HeaderName = "X-XSRF-TOKEN";
        });
        return services;
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Person>(options =>
            {
                // ASVS 5.0 V6: length counts, composition rules do not.
                options.Password.RequiredLength = 10;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
                options.SignIn.RequireConfirmedAccount = true;
                options.Lockout.MaxFailedAccessAttempts = 6;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<MarketplaceDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(cookie =>
            {
                cookie.Cookie.Name = "session";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/account/sign-in";
                cookie.AccessDeniedPath = "/account/sign-in";
                cookie.LogoutPath = "/account/sign-out";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.SlidingExpiration = true;
            }));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
    }

    private static DirectoryInfo KeyFolder(DatabaseSettings database)
    {
        var folder = Directory.CreateDirectory(Path.Combine(database.Directory, "keys"));
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder;
    }
}
