using Marketplace.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Operations;

/// <summary>Running the platform itself: the event log, deliveries that got stuck, the health of jobs and outbox.</summary>
public static class OperationsModule
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<LogCursor>();
        services.AddScoped<DeliveryQueries>();
        services.AddScoped<EventLog>();
        services.AddScoped<SystemQueries>();
        services.AddScoped<RetryDelivery>();
        services.AddJob<ClearDeliveries>("operations.clear_deliveries", TimeSpan.FromHours(6));
        return services;
    }
}
