using Marketplace.Ledger;

namespace Marketplace.Contracts;

/// <summary>The accounts of the ledger that every contract's money passes through on the bank rail.</summary>
internal static class BankAccounts
{
    /// <summary>The one receiving account of the settings.</summary>
    public static readonly AccountName Main = AccountName.Bank("main");
    public static readonly AccountName Out = new(AccountRole.BankOut);
    public static readonly AccountName Suspense = new(AccountRole.Suspense);
    public static readonly AccountName Fee = new(AccountRole.Fee);
}
