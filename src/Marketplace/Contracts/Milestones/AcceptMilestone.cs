using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Milestones;

/// <summary>
/// The publisher accepts a milestone with its findings about every indicator. In the same transaction the money for it leaves what is
/// held, and one payment to the winner is planned.
/// </summary>
public sealed class AcceptMilestone(Writer writer)
{
    public sealed record Input(Guid ContractId, Guid MilestoneId, IReadOnlyList<Finding> Findings);

    /// <param name="Position">The indicator's place in the contract.</param>
    public sealed record Finding(int Position, IndicatorVerdict? Verdict, string? Measured = null, string? Method = null, string? Laboratory = null)
    {
        public string? Measured { get; init; } = TypedText.TidyLine(Measured);
        public string? Method { get; init; } = TypedText.TidyLine(Method);
        public string? Laboratory { get; init; } = TypedText.TidyLine(Laboratory);
    }

    /// <returns>The planned payment.</returns>
    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (!ContractAccess.Speaks(contract, Deed.AcceptMilestone, actor)) return Refusal.NotFound;
        if (contract.Milestones.Find(m => m.Id == input.MilestoneId) is not { } milestone) return Refusal.NotFound;
        if (MilestoneLifecycle.Next(milestone.Status, MilestoneAction.Accept) is { IsOk: false } wrong) return wrong.Refusal;
        if (await Obstacle(w.Db, contract, ct) is { } obstacle) return obstacle;
        if (VerdictRules.Check(input.Findings, contract, milestone) is { Count: > 0 } found) return found;
        _ = milestone.Accept(actor, w.Now).Value;
        w.Db.AddRange(input.Findings.Select(f => MilestoneVerdict.Of(milestone, f)));
        w.Record(new MilestoneAccepted(ContractRef.Of(contract), milestone.Id, milestone.Position, milestone.IsAfterRectification), actor);
        return await Release(w, contract, milestone, actor, ct);
    }, ct);

    /// <summary>Why no money may leave now; null where it may.</summary>
    internal static async Task<Refusal?> Obstacle(MarketplaceDb db, Contract contract, CancellationToken ct)
    {
        if (contract.Frozen is { } frozen) return frozen;
        if (await ReconciliationRun.Stop(db, ct) is { } stopped) return stopped;
        if (contract.Status != ContractStatus.InProgress) return new Refusal("contract.not_in_progress");
        if (await CardDisputes.IsOpen(db, contract.Id, ct)) return new Refusal("card.disputed");
        if (contract.FundedAt is null) return new Refusal("milestone.not_funded");
        var isVerified = await db.Set<Organisation>().AnyAsync(o => o.Id == contract.BidderId && o.Verification == VerificationStatus.Verified, ct);
        return isVerified ? null : new Refusal("milestone.payee_not_verified");
    }

    internal static async Task<Result<Guid>> Release(Writing w, Contract contract, Milestone milestone, Actor actor, CancellationToken ct)
    {
        var gross = new Money(milestone.AmountMinor, contract.Currency);
        // Tax is none until a rule for the payee's kind is set; fee first, the payee gets the rest.
        var fee = Split.Share(gross, contract.FeeBasisPoints);
        var net = gross - fee;
        var movements = new List<Movement> { new(AccountName.Held(contract.Id), AccountName.Payable(milestone.Id), net) };
        if (fee.Minor > 0) movements.Insert(0, new(AccountName.Held(contract.Id), BankAccounts.Fee, fee));
        var posted = await Journals.Post(w, new JournalDraft($"release:{milestone.Id:N}", JournalType.Released, movements) { BountyId = contract.Id }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        var payout = new Payout
        {
            ContractId = contract.Id, MilestoneId = milestone.Id, NetMinor = net.Minor, FeeMinor = fee.Minor, Currency = contract.Currency, PlannedAt = w.Now,
        };
        w.Db.Add(payout);
        await CardPayouts.Plan(w, contract, payout, actor, ct);
        w.Record(new PaymentReleased(ContractRef.Of(contract), milestone.Id, milestone.Position, gross.Minor, fee.Minor, net.Minor, gross.Currency.Code), actor);
        return payout.Id;
    }
}
