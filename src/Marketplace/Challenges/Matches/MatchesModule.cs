using Marketplace.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Challenges.Matches;

/// <summary>Who fits which challenge, kept in step with both sides.</summary>
public static class MatchesModule
{
    public static IServiceCollection AddMatches(this IServiceCollection services)
    {
        services.AddListener<MatchBook>();
        services.AddHostedService(provider => provider.GetRequiredService<MatchBook>());
        services.AddScoped<AnswerMatch>();
        services.AddScoped<FindChallenges>();
        services.AddScoped<FindLabs>();
        services.AddScoped<FollowChallenge>();
        services.AddScoped<MatchQueries>();
        services.AddSubscriber<MatchSubscriber>("matches", MatchSubscriber.Hears);
        return services;
    }
}
