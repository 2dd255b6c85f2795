using System.Diagnostics;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs;

/// <summary>Runs every scheduled job in its own loop, each under its lease.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, Schedule schedule, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    /// <summary>A node that died in the middle of a run blocks the job no longer than this.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(schedule.Jobs.Select(job => Loop(job, stoppingToken)));

    /// <summary>Runs each job once, in order, whether due or not. For tests and the command line.</summary>
    public async Task RunAll(CancellationToken ct = default)
    {
        foreach (var job in schedule.Jobs) await RunOnce(job, ct);
    }

    private async Task Loop(ScheduledJob job, CancellationToken ct)
    {
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await Lease(job, ct)) await RunLeased(job, ct);
                await Task.Delay(job.Every, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Job {Job} could not take or give back its lease", job.Name);
                await Task.Delay(job.Every, clock, ct);
            }
        }
    }

    private async Task RunLeased(ScheduledJob job, CancellationToken ct)
    {
        string? error = null;
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await RunOnce(job, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            error = e.Message;
            log.LogError(e, "Job {Job} failed", job.Name);
        }

        Figures.Job(job.Name, error is null ? "done" : "failed", begun);
        await GiveBack(job, error, ct);
    }

    private async Task RunOnce(ScheduledJob job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await ((IJob)scope.ServiceProvider.GetRequiredService(job.Type)).Run(ct);
    }

    private async Task<bool> Lease(ScheduledJob job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var now = clock.GetUtcNow();
        using var turn = await db.TakeTurn(ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "JobLeases" ("Name", "LeasedUntil") VALUES ({job.Name}, 0) ON CONFLICT ("Name") DO NOTHING
            """, ct);
        return await db.Set<JobLease>().Where(l => l.Name == job.Name && l.LeasedUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeasedUntil, now + LeaseTime).SetProperty(l => l.LastStartedAt, now), ct) == 1;
    }

    private async Task GiveBack(ScheduledJob job, string? error, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var now = clock.GetUtcNow();
        using var turn = await db.TakeTurn(ct);
        await db.Set<JobLease>().Where(l => l.Name == job.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeasedUntil, now).SetProperty(l => l.LastFinishedAt, now).SetProperty(l => l.LastError, error), ct);
    }
}
