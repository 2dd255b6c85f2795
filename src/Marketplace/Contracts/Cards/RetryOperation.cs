using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;

namespace Marketplace.Contracts.Cards;

/// <summary>An officer lets an operation that stopped be tried anew, under a new key. That it is not done is made sure at the provider first.</summary>
public sealed class RetryOperation(Writer writer, CardRail card, LookUpOperation lookUp, LedgerQueries ledger)
{
    public sealed record Input(string? Id);

    public async Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is null) return Refusal.NotFound;
        var found = await lookUp.Run(new(input.Id), actor, ct);
        if (!found.IsOk) return found.Refusal;
        return found.Value ? default(Done) : await writer.Write<Done>(async w =>
        {
            var access = await OperationAccess.Find(w, input.Id, actor, ct);
            if (!access.IsOk) return access.Refusal;
            var (op, contract) = access.Value;
            if (op.MilestoneId is { } milestone && await ledger.Balance(AccountName.Payable(milestone), op.Currency, ct) < op.Amount) return new Refusal("op.not_owed");
            if (op.Again(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
            w.Record(new OperationRetried(ContractRef.Of(contract), op.Id, op.Attempt), actor);
            return default(Done);
        }, ct);
    }
}
