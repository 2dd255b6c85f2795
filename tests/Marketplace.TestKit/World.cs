using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.TestKit;

/// <summary>The rules without the doors, on a real database and a clock that stands until it is moved.</summary>
public sealed class World : IAsyncDisposable
{
    /// <summary>Monday, 2 March 2026, 09:00 in Shanghai: an ordinary working day.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private World(TestDatabase database, ServiceProvider services, FakeTimeProvider clock) =>
        (_database, _services, Clock) = (database, services, clock);

    public FakeTimeProvider Clock { get; }
    public TestDatabase Database => _database;
    public IServiceProvider Services => _services;

        public static async Task<World> Create(DatabaseProvider? provider = null, Action<IServiceCollection>? configure = null, IEnumerable<KeyValuePair<string, string?>>? settings = null, FakeTimeProvider? clock = null)
    {
        var database = await TestDatabase.Create(provider ?? Databases.Usual);
        clock ??= new FakeTimeProvider(Start);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([.. database.Settings, .. TestData.QuickSettings, .. settings ?? []]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddMarketplace(configuration);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        configure?.Invoke(services);
        var built = services.BuildServiceProvider(validateScopes: true);
        await built.GetRequiredService<EventTail>().CatchUp();
        return new World(database, built, clock);
    }

    /// <summary>Calls one use case or query class in a scope of its own, as a request would.</summary>
    public async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Reads the database in a scope of its own.</summary>
    public Task<T> Read<T>(Func<MarketplaceDb, Task<T>> read) => With(read);

    /// <summary>The events so far, oldest first.</summary>
    public Task<List<EventRow>> Events() => Read(db => db.Set<EventRow>().AsNoTracking().OrderBy(e => e.Seq).ToListAsync());

    /// <summary>Lets every subscriber and every listener of this process catch up.</summary>
    public async Task Drain()
    {
        await _services.GetRequiredService<EventTail>().CatchUp();
        await _services.GetRequiredService<OutboxWorker>().Drain();
        await _services.GetRequiredService<EventTail>().CatchUp();
    }

    /// <summary>Runs every scheduled job once.</summary>
    public Task RunJobs() => _services.GetRequiredService<JobRunner>().RunAll();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
