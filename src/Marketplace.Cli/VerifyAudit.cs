using Marketplace.Data;
using Marketplace.Events;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Cli;

/// <summary>
/// Recomputes the chain of hashes over the event log. A chain alone cannot show that its end was cut off: the end is compared with the
/// messages that name events, and with the seal that an earlier call printed and somebody keeps elsewhere.
/// </summary>
internal static class VerifyAudit
{
    public static readonly Command Command = new("verify-audit", [], ["seal"], Run);

    private static async Task<int> Run(Call call, CancellationToken ct)
    {
        var db = call.Service<MarketplaceDb>();
        var log = db.Set<EventRow>().AsNoTracking();
        if (await EventChain.FirstBroken(log.OrderBy(e => e.Seq).AsAsyncEnumerable(), ct) is { } seq) return call.Refuse("Cli.verify-audit.Broken", seq);
        var last = await log.OrderByDescending(e => e.Seq).FirstOrDefaultAsync(ct);
        var named = await db.Set<StreamMessage>().MaxAsync(m => (long?)m.EventSeq, ct) ?? 0;
        if (named > (last?.Seq ?? 0)) return call.Refuse("Cli.verify-audit.Cut", (last?.Seq ?? 0) + 1, named);
        if (call.Or("seal", "") is { Length: > 0 } seal && !await Holds(log, seal, ct)) return call.Refuse("Cli.verify-audit.SealMissing", seal);
        call.Say("Cli.verify-audit.Done", await log.LongCountAsync(ct), last is null ? "–" : SealOf(last));
        return ExitCode.Done;
    }

    private static string SealOf(EventRow row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Seq}-{Convert.ToHexStringLower(row.Hash)}");

    private static async Task<bool> Holds(IQueryable<EventRow> log, string seal, CancellationToken ct) =>
        long.TryParse(seal.Split('-')[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seq)
        && await log.FirstOrDefaultAsync(e => e.Seq == seq, ct) is { } row && SealOf(row) == seal;
}
