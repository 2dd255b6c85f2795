using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Ledger;

/// <summary>
/// The ledger: accounts, journals that only grow, permitted transfers, balances kept ready, and the check that rebuilds them.
/// <see cref="Journals"/> is the one way in. It knows money and nothing of challenges or contracts.
/// </summary>
public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddScoped<LedgerQueries>();
        services.AddScoped<LedgerCheck>();
        return services;
    }
}
