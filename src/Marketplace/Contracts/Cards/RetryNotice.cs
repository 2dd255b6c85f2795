using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>An officer lets a notice that was parked be handled again.</summary>
public sealed class RetryNotice(Writer writer)
{
    public sealed record Input(string? Id);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (!Permissions.Allows(Deed.HandleMoney, actor)) return Refusal.NotFound;
        if (await w.Db.Set<RailNotice>().FirstOrDefaultAsync(n => n.Id == input.Id, ct) is not { } notice) return Refusal.NotFound;
        if (notice.State != NoticeState.Parked) return new Refusal("op.wrong_state", null, notice.State);
        notice.TryAgain(w.Now);
        return default(Done);
    }, ct);
}
