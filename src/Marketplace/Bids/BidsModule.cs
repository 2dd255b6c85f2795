using Marketplace.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Bids;

/// <summary>Bids: drafts, seals, receipts, the deadline, the opening by two officers.</summary>
public static class BidsModule
{
    public static IServiceCollection AddBids(this IServiceCollection services)
    {
        services.AddScoped<StartBid>();
        services.AddScoped<SaveBidDraft>();
        services.AddScoped<AttachBidFile>();
        services.AddScoped<RemoveBidFile>();
        services.AddScoped<SubmitBid>();
        services.AddScoped<WithdrawBid>();
        services.AddScoped<OpenBids>();
        services.AddScoped<BidReader>();
        services.AddScoped<BidQueries>();
        services.AddScoped<StandingQueries>();
        services.AddSingleton<StandingStatement>();
        services.AddScoped<OpenedBidQueries>();
        services.AddScoped<ChallengeKeys>();
        services.AddSingleton<IKeyWrap, DataProtectionKeyWrap>();
        services.AddSingleton<SealedFolder>();
        services.AddJob<CloseBidding>("close-bidding", TimeSpan.FromSeconds(3));
        return services;
    }
}
