using Marketplace.Challenges;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Payouts;

/// <summary>The bank's statement shows that the payment has left: the milestone is paid, and with the last one the contract and the challenge are settled.</summary>
public sealed class SettlePayout(Writer writer)
{
    public sealed record Input(Guid PayoutId, string? StatementLine);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var found = await PayoutAccess.Find(w, input.PayoutId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var (payout, contract) = found.Value;
        var faults = new List<Refusal>();
        var line = ContractRules.BankNumber(input.StatementLine, nameof(input.StatementLine), faults);
        if (faults.Count > 0) return faults;
        var key = $"settled:{line}";
        if (await w.Db.Set<Journal>().AnyAsync(j => j.Key == key, ct)) return new Refusal("payout.line_used", nameof(input.StatementLine));
        if (payout.Settle(line!, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        var posted = await Journals.Post(w, new JournalDraft(key, JournalType.PayoutSettled, [new(BankAccounts.Out, BankAccounts.Main, payout.Net)]) { BountyId = contract.Id }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        var milestone = contract.Milestones.First(m => m.Id == payout.MilestoneId);
        if (milestone.Pay(w.Now) is { IsOk: false } unpaid) return unpaid.Refusal;
        w.Record(new PayoutSettled(ContractRef.Of(contract), payout.Id, milestone.Position, payout.NetMinor, payout.Currency.Code), actor);
        return contract.Milestones.TrueForAll(m => m.Status == MilestoneStatus.Paid) ? await Settle(w, contract, actor, ct) : default(Done);
    }, ct);

    internal static async Task<Result<Done>> Settle(Writing w, Contract contract, Actor actor, CancellationToken ct)
    {
        if (contract.Settle(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new ContractSettled(ContractRef.Of(contract)), actor);
        // With several winners the last contract settles the challenge.
        if (await w.Db.Set<Contract>().AnyAsync(c => c.AwardId == contract.AwardId && c.Id != contract.Id && c.Status != ContractStatus.Settled, ct)) return default(Done);
        var challenge = await w.Db.Set<Challenge>().FirstAsync(c => c.Id == contract.ChallengeId, ct);
        if (challenge.Move(ChallengeAction.Settle, Actor.System, w.Now) is { IsOk: false } refused) return refused.Refusal;
        w.Record(new ChallengeSettled(challenge.Id, challenge.PublisherId, challenge.Code), Actor.System);
        return default(Done);
    }
}
