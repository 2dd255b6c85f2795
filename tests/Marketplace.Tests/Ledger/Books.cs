using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;

namespace Marketplace.Tests.Ledger;

/// <summary>Short words for booking in tests.</summary>
internal static class Books
{
    public static readonly AccountName Till = AccountName.Bank("main");
    public static readonly AccountName Suspense = new(AccountRole.Suspense);

    public static Money Yuan(long minor) => new(minor, Currency.CNY);

    public static JournalDraft Funded(string key, Guid bounty, long minor) =>
        new(key, JournalType.Funded, [new(Till, AccountName.Held(bounty), Yuan(minor))]) { BountyId = bounty };

    public static JournalDraft Cancelled(string key, Guid bounty, long minor) =>
        new(key, JournalType.Cancelled, [new(AccountName.Held(bounty), AccountName.Refund(bounty), Yuan(minor))]) { BountyId = bounty };

    public static JournalDraft Refunded(string key, Guid bounty, long minor) =>
        new(key, JournalType.Refunded, [new(AccountName.Refund(bounty), Till, Yuan(minor))]) { BountyId = bounty };

    public static Task<Result<Journal>> Post(this World world, JournalDraft draft) =>
        world.With((Writer writer) => writer.Write(w => Journals.Post(w, draft, Actor.System, CancellationToken.None)));

    public static Task<Result<Journal>> Reverse(this World world, Guid journal, string key) =>
        world.With((Writer writer) => writer.Write(w => Journals.Reverse(w, journal, key, "returned", Actor.System, CancellationToken.None)));

    public static Task<Money> Balance(this World world, AccountName account) =>
        world.With((LedgerQueries ledger) => ledger.Balance(account, Currency.CNY, CancellationToken.None));

    public static Task<List<LedgerDifference>> Differences(this World world) => world.With((LedgerCheck check) => check.Run(CancellationToken.None));
}
