namespace Marketplace.Ledger;

/// <summary>What an account is for. With its owner's id, where it has one, it makes the account's path.</summary>
public enum AccountRole
{
    // Assets
    /// <summary>Our balance at Stripe.</summary>
    Stripe = 1,
    /// <summary>Money at a bank, as its statement says.</summary>
    Bank,
    /// <summary>The demonstration's till; only in XTS.</summary>
    Sandbox,
    /// <summary>Ordered at the bank and not yet on a statement; goes back to zero. An asset that is on its way out, so below zero.</summary>
    BankOut,
    /// <summary>Drawn back by a cardholder's bank and not yet decided.</summary>
    Dispute,
    /// <summary>To be recovered: from a payee, or for a bounty from whoever paid in what did not stay.</summary>
    Claim,

    // Liabilities
    /// <summary>Paid in for a bounty and not yet released (托管中).</summary>
    Held,
    /// <summary>Released to a payee and not yet paid.</summary>
    Payable,
    /// <summary>Owed back to who paid in.</summary>
    Refund,
    /// <summary>Withheld for the tax office.</summary>
    Tax,
    /// <summary>Came in and belongs to nothing known yet.</summary>
    Suspense,

    // Income, expenses, equity
    Fee,
    PspFee, DisputeFee, Loss, Exchange,
    /// <summary>The operator's own money at the providers, to pay refunds whose fees the provider kept.</summary>
    Float,
}

/// <summary>Names an account before it exists: it is made at its first journal.</summary>
/// <param name="Owner">Id of the bounty, milestone, payee or bank account; empty for those that there are once in each currency.</param>
public readonly record struct AccountName(AccountRole Role, string Owner = "")
{
    public string Path => Owner.Length == 0 ? ChartOfAccounts.Word(Role) : $"{ChartOfAccounts.Word(Role)}:{Owner}";

    public static AccountName Held(Guid bounty) => new(AccountRole.Held, bounty.ToString("D"));
    public static AccountName Payable(Guid milestone) => new(AccountRole.Payable, milestone.ToString("D"));
    public static AccountName Refund(Guid bounty) => new(AccountRole.Refund, bounty.ToString("D"));
    public static AccountName Claim(Guid payeeOrBounty) => new(AccountRole.Claim, payeeOrBounty.ToString("D"));
    public static AccountName Bank(string account) => new(AccountRole.Bank, account);

    public override string ToString() => Path;
}

/// <summary>The accounts that there are: their kinds and which of them never go below zero.</summary>
public static class ChartOfAccounts
{
    private static readonly Dictionary<AccountRole, (string Word, AccountKind Kind, bool IsNeverNegative)> Roles = new()
    {
        [AccountRole.Stripe] = ("stripe", AccountKind.Asset, false),
        [AccountRole.Bank] = ("bank", AccountKind.Asset, false),
        [AccountRole.Sandbox] = ("sandbox", AccountKind.Asset, false),
        [AccountRole.BankOut] = ("bank_out", AccountKind.Asset, false),
        [AccountRole.Dispute] = ("dispute", AccountKind.Asset, true),
        [AccountRole.Claim] = ("claim", AccountKind.Asset, true),
        [AccountRole.Held] = ("held", AccountKind.Liability, true),
        [AccountRole.Payable] = ("payable", AccountKind.Liability, true),
        [AccountRole.Refund] = ("refund", AccountKind.Liability, true),
        [AccountRole.Tax] = ("tax", AccountKind.Liability, true),
        [AccountRole.Suspense] = ("suspense", AccountKind.Liability, true),
        [AccountRole.Fee] = ("fee", AccountKind.Income, false),
        [AccountRole.PspFee] = ("psp_fee", AccountKind.Expense, false),
        [AccountRole.DisputeFee] = ("dispute_fee", AccountKind.Expense, false),
        [AccountRole.Loss] = ("loss", AccountKind.Expense, false),
        [AccountRole.Exchange] = ("fx", AccountKind.Expense, false),
        [AccountRole.Float] = ("float", AccountKind.Equity, false),
    };

    public static string Word(AccountRole role) => Roles[role].Word;

    public static AccountKind KindOf(AccountRole role) => Roles[role].Kind;

    public static bool IsNeverNegative(AccountRole role) => Roles[role].IsNeverNegative;
}
