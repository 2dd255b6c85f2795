using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Events;

/// <summary>
/// Hears of events after they were committed. May run twice for the same event, so what it does must bear that.
/// Throwing means: try again later, and after the last try show it to the administrators.
/// </summary>
public interface ISubscriber
{
    /// <summary>How many events are handed over at once at the most. After a failure they come one by one.</summary>
    int BatchSize => 1;

    Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct);
}

/// <summary>A subscriber's stable name, its class, and the event types that it hears; none means all.</summary>
public sealed record Subscription(string Name, Type Type, IReadOnlySet<string> EventTypes)
{
    public bool Hears(string eventType) => EventTypes.Count == 0 || EventTypes.Contains(eventType);
}

/// <summary>Who hears what.</summary>
public sealed class SubscriberCatalogue(IEnumerable<Subscription> subscriptions)
{
    public IReadOnlyList<Subscription> All { get; } = [.. subscriptions];

    public IEnumerable<string> For(string eventType) => All.Where(s => s.Hears(eventType)).Select(s => s.Name);
}

public static class SubscriberRegistration
{
    /// <summary>Registers a subscriber under a name that is kept in the database: never rename it lightly.</summary>
    public static IServiceCollection AddSubscriber<T>(this IServiceCollection services, string name, params Type[] events)
        where T : class, ISubscriber
    {
        services.AddScoped<T>();
        return services.AddSingleton(new Subscription(name, typeof(T), events.Select(DomainEvent.TypeOf).ToHashSet(StringComparer.Ordinal)));
    }
}
