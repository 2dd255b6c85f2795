using Marketplace.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Organisations;

/// <summary>Organisations, their members and verification; who may do what.</summary>
public static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services)
    {
        services.AddListener<Actors>();
        services.AddScoped<AddMember>();
        services.AddScoped<AddOutcome>();
        services.AddScoped<AskForVerification>();
        services.AddScoped<DecideVerification>();
        services.AddScoped<GrantRole>();
        services.AddScoped<RegisterOrganisation>();
        services.AddScoped<RemoveOutcome>();
        services.AddScoped<RevokeRole>();
        services.AddScoped<SaveOrganisation>();
        return services;
    }
}
