using Marketplace.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Data;

/// <summary>Removes answers that nobody will ask for again.</summary>
public sealed class TidyCallAnswers(MarketplaceDb db, TimeProvider clock) : IJob
{
    public async Task Run(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - CallAnswer.KeptFor;
        using var turn = await db.TakeTurn(ct);
        await db.Set<CallAnswer>().Where(a => a.At < before).ExecuteDeleteAsync(ct);
    }
}
