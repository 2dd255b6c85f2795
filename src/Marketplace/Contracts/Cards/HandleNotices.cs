using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// Handles what the provider reported. A notice is a hint: its object is read again and booked as it stands now, under a key of the
/// object, so that repeated and exchanged notices book nothing twice. A notice is done in the transaction of its effect.
/// </summary>
public sealed class HandleNotices(Writer writer, MarketplaceDb db, CardRail card, TimeProvider clock) : IJob
{
    private const int AtOnce = 100;

    public async Task Run(CancellationToken ct)
    {
        if (card.Rail is not { } rail) return;
        var now = clock.GetUtcNow();
        var due = await db.Set<RailNotice>().AsNoTracking().Where(n => n.Rail == rail.Info.Id && n.State == NoticeState.Waiting && n.DueAt <= now)
            .OrderBy(n => n.DueAt).ThenBy(n => n.HappenedAt).Take(AtOnce).ToListAsync(ct);
        foreach (var notice in due) await Handle(rail, notice, ct);
    }

    private async Task Handle(IRail rail, RailNotice notice, CancellationToken ct)
    {
        string? why;
        try
        {
            var news = await rail.Read(notice.Plain, ct);
            var applied = await writer.Write(w => Apply(w, notice, news, ct), ct);
            if (applied.IsOk) return;
            why = applied.Refusal.Code;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever it is, the notices behind it go on, and this one is tried again and parked in the end.
            why = e.Message;
        }

        _ = await writer.Write<Done>(async w =>
        {
            (await Row(w, notice, ct)).Postpone(why, w.Now);
            return default(Done);
        }, ct);
    }

    private static async Task<Result<Done>> Apply(Writing w, RailNotice notice, RailNews? news, CancellationToken ct)
    {
        var row = await Row(w, notice, ct);
        if (row.State != NoticeState.Waiting) return default(Done);
        var applied = news is null ? null : await Apply(w, news, ct);
        if (applied is not { } result)
        {
            row.Ignore();
            return default(Done);
        }

        if (!result.IsOk) return result.Refusal;
        if (!result.Value) return new Refusal("card.too_early");
        row.Handle();
        return default(Done);
    }

    // Null where it is about nothing that was begun here: the account may serve other programs too.
    private static async Task<Result<bool>?> Apply(Writing w, RailNews news, CancellationToken ct)
    {
        if (news is PayeeMoved payee) return await CardPayees.Learn(w, payee.Account, payee.State, ct);
        if (news is PayeeBankFailed failed) return await CardPayees.Warn(w, failed.Account, ct);
        var id = news switch { FundingPaid n => n.Op, FundingExpired n => n.Op, TransferMade n => n.Op, RefundMoved n => n.Op, DisputeMoved n => n.Op, _ => "" };
        if (await w.Db.Set<PaymentOp>().FirstOrDefaultAsync(o => o.Id == id, ct) is not { } op) return null;
        return news switch
        {
            FundingPaid paid => await CardFunding.Book(w, op, paid, ct),
            FundingExpired => (Result<bool>)CardFunding.Expire(op),
            TransferMade made => await CardPayouts.Follow(w, op, made, ct),
            RefundMoved moved => await CardRefunds.Follow(w, op, moved, ct),
            DisputeMoved moved => await CardDisputes.Follow(w, op, moved, ct),
            _ => (Result<bool>?)null,
        };
    }

    private static Task<RailNotice> Row(Writing w, RailNotice notice, CancellationToken ct) => w.Db.Set<RailNotice>().FirstAsync(n => n.Rail == notice.Rail && n.Id == notice.Id, ct);
}
