using Marketplace.Ledger;

namespace Marketplace.Contracts.Cards;

/// <summary>The accounts of the ledger that money on the card rail passes through.</summary>
internal static class CardAccounts
{
    /// <summary>The platform's balance at the provider.</summary>
    public static readonly AccountName Balance = new(AccountRole.Stripe);
    public static readonly AccountName ProviderFee = new(AccountRole.PspFee);
    public static readonly AccountName Dispute = new(AccountRole.Dispute);
    public static readonly AccountName DisputeFee = new(AccountRole.DisputeFee);
    public static readonly AccountName Loss = new(AccountRole.Loss);
    public static readonly AccountName Suspense = BankAccounts.Suspense;
}
