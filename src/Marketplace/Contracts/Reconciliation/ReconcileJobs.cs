using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>Every hour: the ledger, and what passes through it.</summary>
public sealed class ReconcileHourly(Reconcile reconcile) : IJob
{
    public async Task Run(CancellationToken ct) => _ = (await reconcile.Run(isFull: false, Actor.System, ct)).Value;
}

/// <summary>Every night: with bounties and statements. A night that was missed is made up for.</summary>
public sealed class ReconcileNightly(Reconcile reconcile, MarketplaceDb db, TimeProvider clock) : IJob
{
    /// <summary>Shanghai hours in which few people work.</summary>
    private const int FromHour = 2, UntilHour = 5;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = await db.Set<ReconciliationRun>().Where(r => r.IsFull).MaxAsync(r => (DateTimeOffset?)r.At, ct);
        var since = now - (last ?? DateTimeOffset.MinValue);
        var isNight = ShanghaiTime.Local(now).Hour is >= FromHour and < UntilHour;
        if ((isNight && since > TimeSpan.FromHours(20)) || since > TimeSpan.FromHours(30)) _ = (await reconcile.Run(isFull: true, Actor.System, ct)).Value;
    }
}
