using Marketplace.Contracts.Reconciliation;
using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// Carries out what is due on the card rail. Each operation is taken and written as sent before the provider is called; what is not
/// known afterwards is asked again under the same key, and looked up first when that key may be forgotten.
/// </summary>
public sealed class RunOperations(Writer writer, MarketplaceDb db, CardRail card, TimeProvider clock) : IJob
{
    private const int AtOnce = 50;

    public async Task Run(CancellationToken ct)
    {
        if (card.Rail is not { } rail) return;
        var now = clock.GetUtcNow();
        var due = await db.Set<PaymentOp>().AsNoTracking()
            .Where(o => o.Kind != OpKind.Fund && (o.State == OpState.Planned || o.State == OpState.Sent) && o.DueAt <= now && (o.LeasedUntil == null || o.LeasedUntil <= now))
            .OrderBy(o => o.DueAt).Take(AtOnce).Select(o => o.Id).ToListAsync(ct);
        foreach (var id in due) await Carry(rail, id, ct);
    }

    private async Task Carry(IRail rail, string id, CancellationToken ct)
    {
        if ((await writer.Write(w => Take(w, id, ct), ct)).Value is not { } taken) return;
        if (taken.Payee is { } account && !await IsReady(rail, taken, account, ct)) return;
        if (!taken.IsSent && !(await writer.Write(w => Send(w, taken, ct), ct)).Value) return;
        var outcome = await Call(rail, taken, ct);
        // The answer is written even while the program stops: it is dearer than a quick end.
        var applied = await writer.Write(w => CardOperations.Apply(w, id, taken.Attempt, outcome, CancellationToken.None), CancellationToken.None);
        if (!applied.IsOk) await Stop(id, applied.Refusal.Code);
    }

    // What the provider has done and the books do not take is for a person; the operations behind it go on.
    private Task<Result<Done>> Stop(string id, string code) => writer.Write<Done>(async w =>
    {
        var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == id);
        if (!op.IsLive) return default(Done);
        op.HandToPerson(code);
        var contract = await w.Db.Set<Contract>().AsNoTracking().FirstAsync(c => c.Id == op.BountyId);
        w.Record(new OperationStuck(ContractRef.Of(contract), op.Id, code), Actor.System);
        return default(Done);
    }, CancellationToken.None);

    private static async Task<Result<Taken?>> Take(Writing w, string id, CancellationToken ct)
    {
        var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == id, ct);
        if (!op.IsLive || op.DueAt > w.Now || op.LeasedUntil > w.Now) return (Taken?)null;
        var looksUp = op.State == OpState.Sent && (op.ExternalId is not null || op.MustLookFirst(w.Now));
        if (op.State == OpState.Planned && await IsStopped(w.Db, op.BountyId, ct))
        {
            op.WaitForPayee("frozen", w.Now);
            return (Taken?)null;
        }

        var payee = op.Kind == OpKind.Pay ? await PayeeOf(w.Db, op, ct) : null;
        if (op is { Kind: OpKind.Pay, State: OpState.Planned } && payee?.Account is null)
        {
            op.WaitForPayee("payee_missing", w.Now);
            return (Taken?)null;
        }

        // One that was sent is asked again whatever the payee's account says now: it may have been carried out.
        var asks = op.State == OpState.Planned && op.Kind == OpKind.Pay;
        if (op.State == OpState.Sent && !looksUp) op.Send(w.Now);
        else op.Lease(w.Now);
        var source = op.Kind == OpKind.Pay ? (await CardPayouts.Funding(w.Db, op.BountyId, ct))?.ChargeId : op.PaymentId;
        return new Taken(op.Id, op.Attempt, op.Amount, CardOperations.TraceOf(op), source ?? "", payee?.Account ?? "", asks ? payee!.Account : null, looksUp, op.State == OpState.Sent);
    }

    // By the cardholder's bank, by an officer, or because the books do not agree.
    private static async Task<bool> IsStopped(MarketplaceDb db, Guid contractId, CancellationToken ct) =>
        await CardDisputes.IsOpen(db, contractId, ct) || await db.Set<Contract>().AnyAsync(c => c.Id == contractId && c.FrozenAt != null, ct)
            || await ReconciliationRun.Stop(db, ct) is not null;

    private static Task<Payee?> PayeeOf(MarketplaceDb db, PaymentOp op, CancellationToken ct) => (
        from p in db.Set<Payee>()
        join c in db.Set<Contract>() on p.OrganisationId equals c.BidderId
        where c.Id == op.BountyId && p.Rail == op.Rail
        select p).FirstOrDefaultAsync(ct);

    // Read each time: a payee that was ready may not be any more. One that is not is asked for no sooner than in an hour.
    private async Task<bool> IsReady(IRail rail, Taken taken, string account, CancellationToken ct)
    {
        PayeeState? state = null;
        try
        {
            state = await rail.PayeeState(account, ct);
        }
        catch (RailUnreachableException)
        {
            // It is asked again with the operation.
        }

        if (state is { } known) _ = await writer.Write(w => CardPayees.Learn(w, account, known, ct), ct);
        if (state == PayeeState.Active) return true;
        _ = await writer.Write<Done>(async w =>
        {
            var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == taken.Id, ct);
            if (op.State == OpState.Planned && op.Attempt == taken.Attempt) op.WaitForPayee(state is null ? "unreachable" : "payee_not_ready", w.Now);
            return default(Done);
        }, ct);
        return false;
    }

    private static async Task<Result<bool>> Send(Writing w, Taken taken, CancellationToken ct)
    {
        var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == taken.Id, ct);
        if (!op.IsLive || op.Attempt != taken.Attempt || await IsStopped(w.Db, op.BountyId, ct)) return false;
        op.Send(w.Now);
        return true;
    }

    private static Task<Outcome> Call(IRail rail, Taken taken, CancellationToken ct) =>
        taken.LooksUp ? rail.Lookup(taken.Trace, ct)
        : taken.Trace.Kind == OpKind.Pay ? rail.Pay(new PayOrder(taken.Id, taken.Attempt, taken.Amount, taken.Account, taken.Source, taken.Trace.Group), ct)
        : rail.Refund(new RefundOrder(taken.Id, taken.Attempt, taken.Amount, taken.Source), ct);

    /// <param name="Payee">The account that must be asked about before anything is sent.</param>
    private sealed record Taken(string Id, int Attempt, Money Amount, OpTrace Trace, string Source, string Account, string? Payee, bool LooksUp, bool IsSent);
}
