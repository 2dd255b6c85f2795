using Marketplace.Awards;
using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Contracts;

/// <summary>
/// From the final award to the last payment: the contract and its signatures, paying in with two officers where much is at stake,
/// milestones and their acceptance, payments to the winner, and the settling of the challenge.
/// </summary>
public static class ContractsModule
{
    public static IServiceCollection AddContracts(this IServiceCollection services)
    {
        services.AddSubscriber<BeginContracts>("contracts.begin", typeof(AwardMade));
        services.AddScoped<DraftContract>();
        services.AddScoped<SignContract>();
        services.AddScoped<ContractQueries>();
        services.AddScoped<FundsQueries>();
        services.AddScoped<ContractFiles>();
        AddMoney(services);
        services.AddCards();
        services.AddScoped<SubmitEvidence>();
        services.AddScoped<AcceptMilestone>();
        services.AddScoped<RejectMilestone>();
        return services;
    }

    private static void AddMoney(IServiceCollection services)
    {
        services.AddScoped<ClaimFunding>();
        services.AddScoped<ConfirmFunding>();
        services.AddScoped<RejectFunding>();
        services.AddScoped<ReverseFunding>();
        services.AddScoped<AssignSuspense>();
        services.AddScoped<OrderPayout>();
        services.AddScoped<SettlePayout>();
        services.AddScoped<ReturnPayout>();
        services.AddScoped<MoneyQueries>();
    }
}
