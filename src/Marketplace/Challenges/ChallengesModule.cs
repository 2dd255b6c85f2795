using Marketplace.Challenges.Hall;
using Marketplace.Challenges.Matches;
using Marketplace.Challenges.Views;
using Marketplace.Events;
using Marketplace.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Challenges;

/// <summary>Challenges: drafting, review, posting, questions, deadline, and who fits them.</summary>
public static class ChallengesModule
{
    public static IServiceCollection AddChallenges(this IServiceCollection services)
    {
        // Writing
        services.AddScoped<DraftChallenge>();
        services.AddScoped<SaveChallenge>();
        services.AddScoped<SubmitChallenge>();
        services.AddScoped<WithdrawChallenge>();
        services.AddScoped<RecordPublicChallenge>();
        services.AddScoped<AddAttachment>();
        services.AddScoped<RemoveAttachment>();
        services.AddScoped<RepostChallenge>();
        // Review
        services.AddScoped<ReturnChallenge>();
        services.AddScoped<ApproveChallenge>();
        services.AddScoped<PostChallenge>();
        // While it is open
        services.AddScoped<AskQuestion>();
        services.AddScoped<AnswerQuestion>();
        services.AddScoped<AcceptConfidentialityTerms>();
        services.AddScoped<ExtendDeadline>();
        services.AddScoped<CancelChallenge>();
        // Reading
        services.AddListener<HallBook>();
        services.AddSingleton<HallSearch>();
        services.AddListener<PublishedBook>();
        services.AddScoped<PublishedChallenges>();
        services.AddSingleton<PublishedStatements>();
        services.AddScoped<ChallengeQueries>();
        services.AddScoped<ReviewQueue>();
        services.AddScoped<ChallengeHistory>();
        services.AddScoped<QuestionQueries>();
        services.AddScoped<ConfidentialQueries>();
        services.AddScoped<AttachmentQueries>();
        services.AddSingleton<ViewCounter>();
        services.AddScoped<FunnelQueries>();
        services.AddMatches();
        services.AddJob<AnnounceClosingSoon>("challenges.closing-soon", TimeSpan.FromMinutes(1));
        return services;
    }
}
