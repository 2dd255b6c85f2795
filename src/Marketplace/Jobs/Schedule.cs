using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs;

/// <summary>Work that recurs. It must bear being run twice and being left out for a while: it acts on what is due, not on the hour.</summary>
public interface IJob
{
    Task Run(CancellationToken ct);
}

/// <summary>One recurring job: a stable name, its class, and the wait between the end of a run and the next start.</summary>
public sealed record ScheduledJob(string Name, Type Type, TimeSpan Every);

/// <summary>Every recurring job of the platform, in the order of registration.</summary>
public sealed class Schedule(IEnumerable<ScheduledJob> jobs)
{
    public IReadOnlyList<ScheduledJob> Jobs { get; } = [.. jobs];
}

public static class ScheduleRegistration
{
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string name, TimeSpan every) where T : class, IJob
    {
        services.AddScoped<T>();
        return services.AddSingleton(new ScheduledJob(name, typeof(T), every));
    }
}
