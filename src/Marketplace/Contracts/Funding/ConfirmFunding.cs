using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>
/// A finance officer has found the money on the bank's statement and types what came in, twice. Above the limit of the settings a
/// second officer types the same again. Exactly what is due is held; what is too little or too much waits in suspense.
/// </summary>
public sealed class ConfirmFunding(Writer writer, PaymentSettings settings)
{
    /// <param name="StatementLine">Number of the line on the bank's statement.</param>
    /// <param name="Amount">What came in, as typed, and once more.</param>
    public sealed record Input(Guid ClaimId, string? StatementLine, string? Amount, string? AmountAgain);

    /// <returns>Where the claim now stands: checked by the first of two, or booked.</returns>
    public Task<Result<FundingClaimStatus>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<FundingClaimStatus>(async w =>
    {
        var found = await ClaimAccess.Find(w, input.ClaimId, actor, ct);
        if (!found.IsOk) return found.Refusal;
        var (claim, contract) = found.Value;
        var typed = Typed(input, claim.Currency);
        if (!typed.IsOk) return Result<FundingClaimStatus>.Refused(typed.Refusals);
        var (received, line) = typed.Value;
        if (await w.Db.Set<FundingClaim>().AnyAsync(c => c.Id != claim.Id && c.StatementLine == line && c.Status != FundingClaimStatus.Rejected, ct))
        {
            return new Refusal("funding.line_used", nameof(input.StatementLine));
        }

        // A line on which money left is no line on which it came.
        if (await Journals.Holds(w.Db, ct, SettlePayout.Key(line), ReturnPayout.Key(line))) return new Refusal("funding.line_used", nameof(input.StatementLine));
        var bankLine = await BankLines.Find(w.Db, line, ct);
        if (BankLines.Disagreement(bankLine, received.Minor, received.Currency, claim.Id) is { } differs) return differs.At(nameof(input.StatementLine));
        if (claim.Status == FundingClaimStatus.Claimed && settings.NeedsSecondOfficer(received)) return Check(w, claim, contract, received, line, actor);
        if (Disagreement(claim, received, line, actor) is { } refusal) return refusal;
        return await Book(w, claim, contract, received, line, bankLine, actor, ct);
    }, ct);

    /// <summary>Of the journal by which money came in on this line of the statement.</summary>
    /// <summary>Before the bank's number of the line; a key is never booked twice.</summary>
    internal const string KeyStart = "bankin:";

    internal static string Key(string line) => KeyStart + line;

    /// <summary>The first of two officers, or the statement itself, has the money.</summary>
    internal static Result<FundingClaimStatus> Check(Writing w, FundingClaim claim, Contract contract, Money received, string line, Actor actor)
    {
        var moved = claim.Check(received.Minor, line, actor, w.Now);
        if (moved.IsOk) w.Record(new FundingChecked(ContractRef.Of(contract), claim.Id, received.Minor, received.Currency.Code), actor);
        return moved;
    }

    internal static Refusal? Disagreement(FundingClaim claim, Money received, string line, Actor actor)
    {
        if (claim.Status != FundingClaimStatus.Checked) return null;
        if (claim.CheckedById == actor.PersonId) return new Refusal("funding.second_officer");
        if (claim.ReceivedMinor != received.Minor) return new Refusal("funding.officers_differ", nameof(Input.Amount));
        return claim.StatementLine == line ? null : new Refusal("funding.officers_differ", nameof(Input.StatementLine));
    }

    /// <param name="bankLine">The line of an imported statement; null where it is only typed.</param>
    internal static async Task<Result<FundingClaimStatus>> Book(
        Writing w, FundingClaim claim, Contract contract, Money received, string line, BankLine? bankLine, Actor actor, CancellationToken ct)
    {
        if (claim.Status is not (FundingClaimStatus.Claimed or FundingClaimStatus.Checked)) return new Refusal("funding.wrong_state", null, claim.Status, FundingClaimAction.Book);
        var due = (await ContractMoney.Of(w.Db, contract, ct)).Due;
        // What is short is not held in part: the publisher would think that it had paid, and the winner that it could begin.
        var held = due.Minor > 0 && received >= due && contract.Status == ContractStatus.InProgress ? due : due with { Minor = 0 };
        var posted = await Post(w, contract, line, held, received - held, bankLine, actor, ct);
        if (!posted.IsOk) return posted.Refusal;
        var moved = claim.Book(new BookedFunding(line, held.Minor, (received - held).Minor, posted.Value), actor, w.Now);
        if (!moved.IsOk) return moved;
        bankLine?.MatchClaim(contract.Id, claim.Id, posted.Value);
        if (held.Minor > 0) contract.Fund(w.Now);
        w.Record(new FundingConfirmed(ContractRef.Of(contract), claim.Id, held.Minor, (received - held).Minor, received.Currency.Code, contract.FundedAt is not null), actor);
        return moved;
    }

    // What an imported line has put into suspense does not come in a second time: it moves on from there.
    private static async Task<Result<Guid>> Post(Writing w, Contract contract, string line, Money held, Money suspense, BankLine? bankLine, Actor actor, CancellationToken ct)
    {
        var isInSuspense = bankLine?.Status == BankLineStatus.Suspense;
        if (isInSuspense && held.Minor == 0) return bankLine!.JournalId!.Value;
        var draft = isInSuspense
            ? new JournalDraft($"lineheld:{line}", JournalType.SuspenseAssigned, [new(BankAccounts.Suspense, AccountName.Held(contract.Id), held)]) { BountyId = contract.Id }
            : Draft(contract, line, held, suspense);
        var posted = await Journals.Post(w, draft, actor, ct);
        return posted.IsOk ? posted.Value.Id : posted.Refusal;
    }

    private static JournalDraft Draft(Contract contract, string line, Money held, Money suspense)
    {
        var movements = new List<Movement>();
        if (held.Minor > 0) movements.Add(new(BankAccounts.Main, AccountName.Held(contract.Id), held));
        if (suspense.Minor > 0) movements.Add(new(BankAccounts.Main, BankAccounts.Suspense, suspense));
        return new JournalDraft(Key(line), JournalType.Funded, movements) { BountyId = contract.Id };
    }

    private static Result<(Money Received, string Line)> Typed(Input input, Currency currency)
    {
        var found = new List<Refusal>();
        var amount = AmountText.Parse(input.Amount, currency, nameof(input.Amount));
        var again = AmountText.Parse(input.AmountAgain, currency, nameof(input.AmountAgain));
        found.AddRange([.. amount.Refusals, .. again.Refusals]);
        if (found.Count == 0 && amount.Value != again.Value) found.Add(new Refusal("funding.typed_differ", nameof(input.AmountAgain)));
        var line = ContractRules.BankNumber(input.StatementLine, nameof(input.StatementLine), found);
        return found.Count > 0 ? found : (amount.Value, line!);
    }
}
