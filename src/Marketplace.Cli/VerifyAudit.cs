using Marketplace.Data;
using Marketplace.Events;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Cli;

/// <summary>Recomputes the chain of hashes over the event log.</summary>
internal static class VerifyAudit
{
    public static readonly Command Command = new("verify-audit", [], [], Run);

    private static async Task<int> Run(Call call, CancellationToken ct)
    {
        var log = call.Service<MarketplaceDb>().Set<EventRow>().AsNoTracking();
        if (await EventChain.FirstBroken(log.OrderBy(e => e.Seq).AsAsyncEnumerable(), ct) is { } seq) return call.Refuse("Cli.verify-audit.Broken", seq);
        call.Say("Cli.verify-audit.Done", await log.LongCountAsync(ct));
        return ExitCode.Done;
    }
}
