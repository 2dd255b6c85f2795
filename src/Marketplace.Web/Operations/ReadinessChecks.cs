using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Web.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Marketplace.Web.Operations;

/// <summary>The database answers a question.</summary>
internal sealed class DatabaseReachable(MarketplaceDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}

/// <summary>Every migration of this version has been applied.</summary>
internal sealed class DatabaseMigrated(MarketplaceDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any() ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy();
}

/// <summary>Every worker that this process began still runs: the tail of the log always, outbox and jobs where <c>Workers:Enabled</c>.</summary>
internal sealed class WorkersAlive(IEnumerable<IHostedService> services, IConfiguration configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var dead = services.OfType<BackgroundService>().Where(IsOurs).Where(IsDead).Select(s => s.GetType().Name).ToList();
        return Task.FromResult(
            dead.Count > 0 ? HealthCheckResult.Unhealthy(string.Join(", ", dead))
            : configuration.Switch("Workers:Enabled", true) ? HealthCheckResult.Healthy()
            : HealthCheckResult.Healthy("outbox and jobs run in another process"));
    }

    // Some only prepare something and are done; the others run until the program stops.
    private static bool IsDead(BackgroundService service) =>
        service.ExecuteTask is not { } task || (service is OutboxWorker or JobRunner or EventTail or AccessWatch ? task.IsCompleted : task.IsFaulted);

    private static bool IsOurs(BackgroundService service) => service.GetType().Namespace?.StartsWith(nameof(Marketplace), StringComparison.Ordinal) == true;
}

/// <summary>
/// Every key of the ring can be read and used. With a key that cannot, cookies, mailed links and sealed bids of its time stay shut;
/// a key that is given up for good has to be revoked.
/// </summary>
internal sealed class KeysReadable(IKeyManager ring, IDataProtectionProvider protection) : IHealthCheck
{
    private const string Word = "readiness";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var readable = ring.GetAllKeys().Where(key => !key.IsRevoked).All(key => key.CreateEncryptor() is not null);
        var protector = protection.CreateProtector(Word);
        return Task.FromResult(readable && protector.Unprotect(protector.Protect(Word)) == Word ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }
}

/// <summary>Not since a stop was asked for: what is under way ends, a balancer sends nothing new.</summary>
internal sealed class StillServing(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());
}
