using Marketplace.Challenges.Hall;
using Marketplace.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Challenges;

/// <summary>Challenges: drafting, review, posting, questions, deadline, and who fits them.</summary>
public static class ChallengesModule
{
    public static IServiceCollection AddChallenges(this IServiceCollection services)
    {
        services.AddListener<HallBook>();
        services.AddSingleton<HallSearch>();
        services.AddScoped<PublishedChallenges>();
        return services;
    }
}
