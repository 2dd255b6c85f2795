using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Payments;

/// <summary>Keeps what a provider reported until it is handled. The same event again changes nothing.</summary>
public sealed class TakeNotice(Writer writer)
{
    /// <returns>Whether it was new.</returns>
    public Task<Result<bool>> Run(string rail, Notice notice, CancellationToken ct = default) => writer.Write<bool>(async w =>
    {
        if (await w.Db.Set<RailNotice>().AnyAsync(n => n.Rail == rail && n.Id == notice.Id, ct)) return false;
        w.Db.Add(new RailNotice
        {
            Rail = rail, Id = notice.Id, Type = notice.Type, ObjectId = notice.ObjectId, Account = notice.Account, HappenedAt = notice.At, ReceivedAt = w.Now, DueAt = w.Now,
        });
        return true;
    }, ct);
}
