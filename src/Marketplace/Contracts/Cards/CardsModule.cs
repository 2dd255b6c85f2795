using Marketplace.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// The money of contracts on the rail for cards: paying in on the provider's page, accounts of those who are paid, transfers for
/// accepted milestones, money back, and disputes. Operations are carried out and notices handled by jobs, each thing once.
/// </summary>
internal static class CardsModule
{
    public static void AddCards(this IServiceCollection services)
    {
        services.AddScoped<StartCardPayment>();
        services.AddScoped<BeginPayee>();
        services.AddScoped<AskPayee>();
        services.AddScoped<LookUpOperation>();
        services.AddScoped<RetryOperation>();
        services.AddScoped<HandOverOperation>();
        services.AddScoped<GiveBackSuspense>();
        services.AddScoped<RetryNotice>();
        services.AddScoped<CardQueries>();
        services.AddJob<PollNotices>("card-poll", TimeSpan.FromMinutes(5));
        services.AddJob<HandleNotices>("card-notices", TimeSpan.FromSeconds(5));
        services.AddJob<RunOperations>("card-operations", TimeSpan.FromSeconds(5));
    }
}
