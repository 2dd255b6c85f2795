using Marketplace.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Awards;

/// <summary>Awards: the decision by two people, the public notice, the outcome of every bid.</summary>
public static class AwardsModule
{
    public static IServiceCollection AddAwards(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(NoticeSettings.From(configuration));
        services.AddScoped<ProposeAward>();
        services.AddScoped<ConfirmAward>();
        services.AddScoped<RejectAward>();
        services.AddScoped<AwardQueries>();
        services.AddScoped<NoticeQueries>();
        services.AddJob<EndNotice>("end-notice", TimeSpan.FromSeconds(20));
        return services;
    }
}
