using Marketplace.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Accounts;

/// <summary>People and how they prove who they are.</summary>
public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = AccountSettings.From(configuration);
        services.AddSingleton(settings);
        AddIdentity(services, settings);
        services.AddSingleton<Passwords>();
        services.AddScoped<SignInWithPassword>();
        return services;
    }

    private static void AddIdentity(IServiceCollection services, AccountSettings settings)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = settings.PasswordIterations);
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddIdentityCore<Person>(options =>
            {
                options.Password.RequiredLength = PasswordRules.MinLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
                // The user name is the address; what an address may hold is checked where it is typed.
                options.User.AllowedUserNameCharacters = "";
                options.SignIn.RequireConfirmedAccount = true;
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<MarketplaceDb>();
    }
}
