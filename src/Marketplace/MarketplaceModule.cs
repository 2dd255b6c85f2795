using Marketplace.Accounts;
using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Mail;
using Marketplace.Notifications;
using Marketplace.Operations;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace;

/// <summary>All features, in the order of the ladder. The web, the command line and the tests start from here.</summary>
public static class MarketplaceModule
{
    public static IServiceCollection AddMarketplace(this IServiceCollection services, IConfiguration configuration)
    {
        // The doors that have pages put a catalogue with their own texts in its place.
        services.TryAddSingleton(new TextCatalogue(strict: false, typeof(Texts).Assembly));
        services.AddMarketplaceData(configuration);
        services.AddMail(configuration, DatabaseSettings.From(configuration).Directory);
        services.AddAccounts(configuration);
        services.AddFiles(configuration);
        services.AddOrganisations();
        services.AddLedger();
        services.AddPayments(configuration);
        services.AddChallenges();
        services.AddBids();
        services.AddAwards(configuration);
        services.AddContracts();
        services.AddNotifications();
        services.AddOperations();
        return services;
    }
}
