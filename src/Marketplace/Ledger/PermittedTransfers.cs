namespace Marketplace.Ledger;

/// <summary>What happened to money. The number is kept in the database.</summary>
public enum JournalType
{
    Funded = 1, Released, Paid, PayoutOrdered, PayoutSettled, PayoutReturned, Cancelled, Refunded, RefundFailed,
    DisputeOpened, DisputeWon, DisputeLost, SuspenseAssigned, TaxRemitted, FeeWithdrawn, FloatPaidIn, FloatTakenOut, Exchanged,

    /// <summary>The exact mirror of an earlier journal, which it names.</summary>
    Reversed,

    /// <summary>The publisher gets back what waited in suspense.</summary>
    SuspenseReturned,

    /// <summary>The bank took back what was booked, after some of it had been released.</summary>
    FundingLost,

    /// <summary>What was to be recovered has come in.</summary>
    ClaimRecovered,
}

/// <summary>
/// Which account may be debited against which, for each type of journal. Whatever stands not here is refused, so that a mistake in a
/// feature cannot move money from anywhere to anywhere. A reversal is permitted by what it mirrors.
/// </summary>
public static class PermittedTransfers
{
    private static readonly AccountRole[] Tills = [AccountRole.Stripe, AccountRole.Bank, AccountRole.Sandbox];

    private static readonly Dictionary<JournalType, (AccountRole[] Debit, AccountRole[] Credit)[]> Table = new()
    {
        [JournalType.Funded] = [([.. Tills, AccountRole.PspFee], [AccountRole.Held, AccountRole.Suspense])],
        [JournalType.Released] = [([AccountRole.Held], [AccountRole.Fee, AccountRole.Tax, AccountRole.Payable])],
        [JournalType.Paid] = [([AccountRole.Payable], [AccountRole.Stripe, AccountRole.Sandbox])],
        [JournalType.PayoutOrdered] = [([AccountRole.Payable, AccountRole.Refund], [AccountRole.BankOut])],
        [JournalType.PayoutSettled] = [([AccountRole.BankOut], [AccountRole.Bank])],
        [JournalType.PayoutReturned] = [([.. Tills, AccountRole.BankOut, AccountRole.Suspense], [AccountRole.Payable, AccountRole.Refund])],
        [JournalType.Cancelled] = [([AccountRole.Held], [AccountRole.Refund])],
        [JournalType.Refunded] = [([AccountRole.Refund, AccountRole.Suspense], Tills)],
        [JournalType.RefundFailed] = [(Tills, [AccountRole.Refund, AccountRole.Suspense])],
        [JournalType.DisputeOpened] = [([AccountRole.Dispute, AccountRole.DisputeFee], [AccountRole.Stripe])],
        [JournalType.DisputeWon] = [([AccountRole.Stripe], [AccountRole.Dispute])],
        [JournalType.DisputeLost] = [([AccountRole.Refund, AccountRole.Held, AccountRole.Suspense, AccountRole.Claim, AccountRole.Loss], [AccountRole.Dispute])],
        [JournalType.SuspenseAssigned] = [([AccountRole.Suspense], [AccountRole.Held, AccountRole.Refund])],
        [JournalType.SuspenseReturned] = [([AccountRole.Suspense], [AccountRole.Refund])],
        [JournalType.FundingLost] = [([AccountRole.Suspense, AccountRole.Refund, AccountRole.Held, AccountRole.Claim], [AccountRole.Bank])],
        [JournalType.ClaimRecovered] = [([AccountRole.Suspense], [AccountRole.Claim])],
        [JournalType.TaxRemitted] = [([AccountRole.Tax], [AccountRole.Bank, AccountRole.Stripe])],
        [JournalType.FeeWithdrawn] = [([AccountRole.Float], [AccountRole.Bank, AccountRole.Stripe])],
        [JournalType.FloatPaidIn] = [([AccountRole.Bank, AccountRole.Stripe], [AccountRole.Float])],
        [JournalType.FloatTakenOut] = [([AccountRole.Float], [AccountRole.Bank, AccountRole.Stripe])],
        [JournalType.Exchanged] = [([AccountRole.Exchange], Tills), (Tills, [AccountRole.Exchange])],
    };

    public static bool Allows(JournalType type, AccountRole debit, AccountRole credit)
    {
        foreach (var (debits, credits) in Table.GetValueOrDefault(type, []))
        {
            if (debits.Contains(debit) && credits.Contains(credit)) return true;
        }

        return false;
    }
}
