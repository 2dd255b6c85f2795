using Marketplace.Kernel;

namespace Marketplace.Ledger;

/// <summary>The five kinds of account of double-entry bookkeeping.</summary>
public enum AccountKind { Asset = 1, Liability, Income, Expense, Equity }

/// <summary>
/// An account of the ledger in one currency. Assets and expenses grow by debits, all others by credits; <see cref="Balance"/> counts in
/// the direction in which the account grows. The balance is only a sum kept ready: the lines are the truth, and
/// <see cref="LedgerCheck"/> rebuilds it from them.
/// </summary>
public sealed class LedgerAccount
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Such as <c>bank:main</c> or <c>held:</c> with the bounty's id; unique with the currency.</summary>
    public required string Path { get; init; }
    public required Currency Currency { get; init; }
    public required AccountKind Kind { get; init; }

    /// <summary>The database refuses a balance below zero.</summary>
    public required bool IsNeverNegative { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public long Balance { get; private set; }

    public bool GrowsByDebit => Kind is AccountKind.Asset or AccountKind.Expense;

    /// <exception cref="OverflowException">Beyond what 64 bits hold.</exception>
    internal void Debit(long minor) => Balance = checked(GrowsByDebit ? Balance + minor : Balance - minor);

    /// <exception cref="OverflowException">Beyond what 64 bits hold.</exception>
    internal void Credit(long minor) => Balance = checked(GrowsByDebit ? Balance - minor : Balance + minor);
}
