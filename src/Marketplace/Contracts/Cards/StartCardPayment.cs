using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;
using Outcome = Marketplace.Payments.Outcome;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// The publisher goes to the provider's page to pay what is due, in one payment. One operation and one page are open at a time: a
/// second click leads to the same page. Coming back from it proves nothing; only the provider's word does.
/// </summary>
public sealed class StartCardPayment(Writer writer, CardRail card, SiteAddress site)
{
    public sealed record Input(Guid ContractId);

    /// <returns>The address of the provider's page.</returns>
    public async Task<Result<Uri>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is not { } rail) return Refusal.NotFound;
        try
        {
            // The page of an earlier click may have expired: then there is a second round, with another operation.
            for (var round = 1; ; round++)
            {
                var planned = await writer.Write(w => Plan(w, rail, input.ContractId, actor, ct), ct);
                if (!planned.IsOk) return Result<Uri>.Refused(planned.Refusals);
                if (planned.Value.Page is not { } page) return await Open(rail, planned.Value, ct);
                var state = await rail.FundingState(page, ct);
                if (state is { IsOpen: true, Address: { } address }) return address;
                if (state.IsPaid || round == 2) return new Refusal("card.being_booked");
                _ = await writer.Write(w => Drop(w, planned.Value.Op, ct), ct);
            }
        }
        catch (RailUnreachableException)
        {
            return new Refusal("card.unreachable");
        }
    }

    private static async Task<Result<Step>> Plan(Writing w, IRail rail, Guid contractId, Actor actor, CancellationToken ct)
    {
        if (await ContractAccess.Find(w, contractId, actor, ct) is not { } contract || !ContractAccess.Speaks(contract, Deed.DraftContract, actor)) return Refusal.NotFound;
        if (contract.Status != ContractStatus.InProgress) return new Refusal("funding.not_concluded");
        if (contract.FundedAt is not null) return new Refusal("funding.whole");
        var due = (await ContractMoney.Of(w.Db, contract, ct)).Due;
        if (due.Minor <= 0) return new Refusal("funding.whole");
        if (!rail.Info.Carries(due)) return new Refusal("card.amount");
        var ops = await w.Db.Set<PaymentOp>().Where(o => o.BountyId == contract.Id && o.Kind == OpKind.Fund).ToListAsync(ct);
        var op = ops.Find(o => o.IsLive);
        if (op is not null && (op.Amount != due || (op.IsUnknown && op.MustLookFirst(w.Now))))
        {
            // Nobody can have paid on a page whose address nobody was told.
            _ = op.Drop("replaced").Value;
            op = null;
        }

        op ??= New(w, rail, contract, due, ops.Count + 1, actor);
        op.Send(w.Now);
        return new Step(op.Id, op.Attempt, due, contract.Id, contract.Code, op.ExternalId);
    }

    private static PaymentOp New(Writing w, IRail rail, Contract contract, Money due, int number, Actor actor)
    {
        var op = new PaymentOp
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"fund:{contract.Id:N}:{number}"), Rail = rail.Info.Id, Kind = OpKind.Fund, BountyId = contract.Id,
            Currency = due.Currency, AmountMinor = due.Minor, PlannedAt = w.Now, PlannedById = actor.PersonId,
        };
        w.Db.Add(op);
        w.Record(new CardStarted(ContractRef.Of(contract), op.Id, due.Minor, due.Currency.Code), actor);
        return op;
    }

    private async Task<Result<Uri>> Open(IRail rail, Step step, CancellationToken ct)
    {
        var back = $"/workspace/contracts/{step.ContractId:D}";
        var (page, outcome) = await rail.StartFunding(new FundingOrder(
            step.Op, step.Attempt, step.Due, CardPayouts.GroupOf(step.ContractId), step.Code, site.Of($"{back}?card=back#funding"), site.Of($"{back}#funding")), ct);
        _ = await writer.Write<Done>(async w =>
        {
            var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == step.Op, ct);
            if (!op.IsLive || op.Attempt != step.Attempt) return default(Done);
            if (page is not null) op.Open(page.Id);
            else if (outcome is Outcome.Refused refused) _ = op.Drop(refused.Code).Value;
            else op.AskAgain((outcome as Outcome.Unknown)?.Why ?? "", w.Now);
            return default(Done);
        }, ct);
        return page is not null ? page.Address : new Refusal(outcome is Outcome.Refused ? "card.refused" : "card.unreachable");
    }

    private static async Task<Result<Done>> Drop(Writing w, string id, CancellationToken ct)
    {
        var op = await w.Db.Set<PaymentOp>().FirstAsync(o => o.Id == id, ct);
        if (op.IsLive) _ = op.Drop("expired").Value;
        return default(Done);
    }

    private sealed record Step(string Op, int Attempt, Money Due, Guid ContractId, string Code, string? Page);
}
