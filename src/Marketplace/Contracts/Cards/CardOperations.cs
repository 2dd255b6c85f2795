using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>What follows from the outcome of a call, for whoever made it: the worker or an officer.</summary>
internal static class CardOperations
{
    /// <param name="attempt">Of the call: an answer to an earlier attempt changes nothing, unless it says that money has moved.</param>
    public static async Task<Result<Done>> Apply(Writing w, string id, int attempt, Outcome outcome, CancellationToken ct)
    {
        var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == id, ct);
        if (outcome is Outcome.Done done) return await Book(w, op, done.Id, ct) is { IsOk: false } refused ? refused.Refusal : default(Done);
        if (op.State != OpState.Sent || op.Attempt != attempt) return default(Done);
        switch (outcome)
        {
            case Outcome.Pending pending:
                op.Await(pending.Id, w.Now);
                break;
            case Outcome.Unknown unknown:
                op.AskAgain(unknown.Why, w.Now);
                break;
            case Outcome.Absent:
                op.TryAnew("absent", w.Now, TimeSpan.Zero);
                break;
            case Outcome.Refused refusal:
                await Refuse(w, op, refusal, ct);
                break;
        }

        return default(Done);
    }

    public static Task<Result<bool>> Book(Writing w, PaymentOp op, string externalId, CancellationToken ct) => op.Kind switch
    {
        OpKind.Pay => CardPayouts.Book(w, op, externalId, ct),
        OpKind.Refund => CardRefunds.Book(w, op, externalId, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op.Kind, "Money in is booked by what the provider says of the payment."),
    };

    public static OpTrace TraceOf(PaymentOp op) => new(op.Kind, op.Id, CardPayouts.GroupOf(op.BountyId), op.PaymentId);

    private static async Task Refuse(Writing w, PaymentOp op, Outcome.Refused refusal, CancellationToken ct)
    {
        if (refusal.Retry == Retry.Later) op.TryAnew(refusal.Code, w.Now);
        else if (refusal.Retry == Retry.WhenPayeeIsReady) op.TryAnew(refusal.Code, w.Now, TimeSpan.FromHours(1));
        else op.HandToPerson(refusal.Code);
        if (op.State != OpState.Manual) return;
        var contract = await w.Db.Set<Contract>().AsNoTracking().FirstAsync(c => c.Id == op.BountyId, ct);
        w.Record(new OperationStuck(ContractRef.Of(contract), op.Id, refusal.Code), Actor.System);
    }
}
