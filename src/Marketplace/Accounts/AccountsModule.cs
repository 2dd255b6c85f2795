using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
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
        services.AddSingleton<CommonPasswords>();
        services.AddSingleton<PasswordRules>();
        services.AddSingleton<MailedLinks>();
        services.AddSingleton<AuthenticatorSecrets>();
        services.AddSingleton<RecoveryCodes>();
        services.AddListener<EndedSessions>();
        AddUseCases(services);
        services.AddSubscriber<AccountMails>("account-mails", AccountMails.Hears);
        services.AddJob<TidyAccounts>("tidy-accounts", TimeSpan.FromHours(6));
        return services;
    }

    private static void AddUseCases(IServiceCollection services)
    {
        services.AddScoped<RegisterPerson>();
        services.AddScoped<RequestMail>();
        services.AddScoped<ChoosePassword>();
        services.AddScoped<SignInWithPassword>();
        services.AddScoped<SignInWithCode>();
        services.AddScoped<SignInWithPasskey>();
        services.AddScoped<SignOut>();
        services.AddScoped<SignInWithProvider>();
        services.AddScoped<RegisterWithProvider>();
        services.AddScoped<LinkProvider>();
        services.AddScoped<UnlinkProvider>();
        services.AddScoped<SignOutEverywhere>();
        services.AddScoped<EditPerson>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<SetUpAuthenticator>();
        services.AddScoped<RemoveAuthenticator>();
        services.AddScoped<RenewRecoveryCodes>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<EditPasskey>();
        services.AddScoped<CreateAccessToken>();
        services.AddScoped<RevokeAccessToken>();
        services.AddScoped<AccessTokenQueries>();
        services.AddScoped<PersonQueries>();
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
