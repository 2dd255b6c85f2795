using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Statements;
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
        if (await Journals.Holds(w.Db, ct, Key(line!), ConfirmFunding.Key(line!), ReturnPayout.Key(line!))) return new Refusal("payout.line_used", nameof(input.StatementLine));
        var bankLine = await BankLines.Find(w.Db, line!, ct);
        if (BankLines.Disagreement(bankLine, -payout.NetMinor, payout.Currency, null) is { } differs) return differs.At(nameof(input.StatementLine));
        return await Book(w, payout, contract, line!, bankLine, actor, ct);
    }, ct);

    /// <summary>Before the bank's number of the line; a key is never booked twice.</summary>
    internal const string KeyStart = "settled:";

    internal static string Key(string line) => KeyStart + line;

    /// <param name="bankLine">The line of an imported statement; null where it is only typed.</param>
    internal static async Task<Result<Done>> Book(Writing w, Payout payout, Contract contract, string line, BankLine? bankLine, Actor actor, CancellationToken ct)
    {
        if (payout.Settle(line, w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        var posted = await Journals.Post(w, new JournalDraft(Key(line), JournalType.PayoutSettled, [new(BankAccounts.Out, BankAccounts.Main, payout.Net)]) { BountyId = contract.Id }, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        bankLine?.MatchPayout(contract.Id, payout.Id, posted.Value.Id);
        if (payout.IsRefund)
        {
            w.Record(new RefundSettled(ContractRef.Of(contract), payout.Id, payout.NetMinor, payout.Currency.Code), actor);
            return default(Done);
        }

        var milestone = contract.Milestones.First(m => m.Id == payout.MilestoneId);
        if (milestone.Pay(w.Now) is { IsOk: false } unpaid) return unpaid.Refusal;
        w.Record(new PayoutSettled(ContractRef.Of(contract), payout.Id, milestone.Position, payout.NetMinor, payout.Currency.Code), actor);
        return contract.Status == ContractStatus.InProgress && contract.Milestones.TrueForAll(m => m.Status == MilestoneStatus.Paid) ? await Settle(w, contract, actor, ct) : default(Done);
    }

    internal static async Task<Result<Done>> Settle(Writing w, Contract contract, Actor actor, CancellationToken ct)
    {
        if (contract.Settle(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new ContractSettled(ContractRef.Of(contract)), actor);
        return await ChallengeEnd.Follow(w, contract, ct);
    }
}
