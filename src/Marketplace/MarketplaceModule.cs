using Marketplace.Accounts;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace;

/// <summary>All features, in the order of the ladder. The web, the command line and the tests start from here.</summary>
public static class MarketplaceModule
{
    public static IServiceCollection AddMarketplace(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMarketplaceData(configuration);
        services.AddAccounts(configuration);
        services.AddOrganisations();
        services.AddChallenges();
        services.AddBids();
        return services;
    }
}
