using Marketplace.Data.Postgres;
using Marketplace.Data.Sqlite;
using Marketplace.Events;
using Marketplace.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data;

/// <summary>The database, the writer, the outbox and the jobs.</summary>
public static class DataModule
{
    public static IServiceCollection AddMarketplaceData(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = DatabaseSettings.From(configuration);
        AddDatabase(services, settings);
        services.AddKeyRing(configuration, settings);
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<CallOnce>();
        services.AddScoped<Writer>();
        services.AddSingleton<SubscriberCatalogue>();
        services.AddSingleton<EventSignal>();
        services.AddScoped<StreamQueries>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<EventTail>();
        services.AddSingleton<Schedule>();
        services.AddSingleton<JobRunner>();
        services.AddJob<TidyCallAnswers>("tidy-call-answers", TimeSpan.FromHours(6));
        return services;
    }

    /// <summary>Keeps the caches of this process in step with the events; every process that serves pages needs it.</summary>
    public static IServiceCollection AddMarketplaceListening(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<EventTail>());

    /// <summary>Runs the outbox and the jobs in this process.</summary>
    public static IServiceCollection AddMarketplaceWorkers(this IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWorker>());
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        return services;
    }

    private static void AddDatabase(IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Provider == DatabaseProvider.Postgres)
        {
            services.AddDbContextPool<MarketplaceDb, PostgresMarketplaceDb>(options => options.UseNpgsql(settings.ConnectionString, ListsAsOneParameter));
        }
        else
        {
            services.AddDbContextPool<MarketplaceDb, SqliteMarketplaceDb>(options => options.UseSqlite(settings.ConnectionString, ListsAsOneParameter));
        }
    }

    // Otherwise "is one of these" gets a parameter for each value: the statement differs with their number, is not kept, and is written
    // anew each time under one lock. Measured, a signed-in challenge page spent most of its time there.
    private static void ListsAsOneParameter<TBuilder, TExtension>(RelationalDbContextOptionsBuilder<TBuilder, TExtension> options)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new() => options.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
}
