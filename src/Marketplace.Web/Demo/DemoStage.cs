using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Web.Demo;

/// <summary>What every part of the load holds: the features on a clock of the past, and who is who.</summary>
internal sealed class DemoStage(IServiceProvider services, DemoClock clock)
{
    public DemoClock Clock { get; } = clock;

    /// <summary>Persons by the key of people.json, and by organisation name for its owner.</summary>
    public Dictionary<string, Guid> People { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Guid> Organisations { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls one use case in a scope of its own; a refusal stops the load, since the data is ours.</summary>
    public async Task<T> Run<TUseCase, T>(Func<TUseCase, Task<Result<T>>> call) where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return (await call(scope.ServiceProvider.GetRequiredService<TUseCase>())).Value;
    }

    public async Task Job<TJob>() where TJob : IJob
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TJob>().Run(CancellationToken.None);
    }

    public async Task<T> Read<T>(Func<MarketplaceDb, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<MarketplaceDb>());
    }

    public async Task<Actor> Person(string key)
    {
        var actors = services.GetRequiredService<Actors>();
        actors.ForgetAll();
        return await actors.Load(People[key]) ?? throw new InvalidOperationException($"Nobody is '{key}'.");
    }

    /// <summary>What the link holds that confirms the address of one who has registered.</summary>
    public string? MailedToken(Person person) =>
        QueryHelpers.ParseQuery(services.GetRequiredService<MailedLinks>().Make(MailedLinkUse.Confirm, person).Query)["token"];

    /// <summary>Lets the subscribers hear what has happened so far, at the time at which it happened.</summary>
    public async Task Drain()
    {
        await services.GetRequiredService<EventTail>().CatchUp();
        await services.GetRequiredService<OutboxWorker>().Drain();
    }
}
