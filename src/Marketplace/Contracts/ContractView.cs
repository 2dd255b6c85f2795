using Marketplace.Challenges;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Payouts;
using Marketplace.Kernel;
using Marketplace.Ledger;

namespace Marketplace.Contracts;

/// <summary>A contract in a list.</summary>
public sealed record ContractRow
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string ChallengeCode { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required string Publisher { get; init; }
    public string? PublisherEn { get; init; }
    public required string Bidder { get; init; }
    public string? BidderEn { get; init; }
    public required ContractStatus Status { get; init; }
    public required Currency Currency { get; init; }
    public long? AmountMinor { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? FundedAt { get; init; }
    public required bool IsDemo { get; init; }

    public Money? Amount => AmountMinor is { } minor ? new Money(minor, Currency) : null;
}

/// <summary>What the page of a contract shows. Read only; changes go through use cases.</summary>
/// <param name="May">What the reader may do about it now.</param>
/// <param name="Funds">Null while there is no amount.</param>
/// <param name="PayeeAccount">In full for the winner and the finance officers, else its last four characters.</param>
public sealed record ContractView(
    Contract Contract, ContractRow Row, ContractRights May, Funds? Funds, string? PayeeAccount,
    IReadOnlyList<FundingClaim> Claims, IReadOnlyList<Payout> Payouts, IReadOnlyDictionary<Guid, string> FileNames, IReadOnlyList<JournalView> Journals, IReadOnlyList<PartialAcceptance> Parts)
{
    /// <summary>What goes back to the publisher, the newest last.</summary>
    public IEnumerable<Payout> Refunds => Payouts.Where(p => p.IsRefund).OrderBy(p => p.PlannedAt);

    /// <summary>The offer to accept a part of it that waits for the winner.</summary>
    public PartialAcceptance? OfferOf(Milestone milestone) => Parts.FirstOrDefault(p => p.MilestoneId == milestone.Id && p.Status == PartStatus.Proposed);

    public Payout? PayoutOf(Milestone milestone) => Payouts.FirstOrDefault(p => p.MilestoneId == milestone.Id);
}

/// <summary>What the reader may do: each is asked of the same rules as the use case.</summary>
/// <param name="Fund">Speaks for the side that pays in, whether or not anything is due now.</param>
public sealed record ContractRights(bool Draft, ContractParty? SignAs, bool Fund, bool Pay, bool Submit, bool Decide, bool Register)
{
    internal static ContractRights Of(Contract contract, Actor actor)
    {
        var publishes = ContractAccess.Speaks(contract, Organisations.Deed.DraftContract, actor);
        var performs = ContractAccess.Speaks(contract, Organisations.Deed.PerformContract, actor);
        var isOpen = contract.Status == ContractStatus.Contracting;
        ContractParty? side = publishes ? ContractParty.Publisher : performs ? ContractParty.Bidder : null;
        var mayStillSign = side is not null && isOpen && contract.Draft > 0 && contract.Standing.All(s => s.Party != side);
        var works = contract.Status == ContractStatus.InProgress;
        return new(publishes && isOpen, mayStillSign ? side : null, publishes, publishes && works && contract.FundedAt is null, performs && works,
            works && ContractAccess.Speaks(contract, Organisations.Deed.AcceptMilestone, actor), performs && contract.ConcludedAt is not null);
    }
}

/// <summary>The proof of funds of one contract.</summary>
/// <param name="Committed">The amount of the contract.</param>
/// <param name="Received">Came in by the bank's statements, whatever became of it.</param>
/// <param name="Held">Held for the winner and not yet released.</param>
/// <param name="Due">Still to be paid in.</param>
/// <param name="Released">Released by accepted milestones, fee included.</param>
/// <param name="Paid">Has left the bank, for released milestones.</param>
/// <param name="Refunds">Goes back to the publisher, or went.</param>
/// <param name="Refunded">Of it: has left the bank.</param>
/// <param name="Recoverable">Released, and then taken back by the publisher's bank: the publisher owes it.</param>
public sealed record Funds(
    Money Committed, Money Received, Money Held, Money Suspense, Money Due, Money Released, Money Paid, Money Refunds, Money Refunded, Money Recoverable, DateTimeOffset AsOf);

/// <summary>The proof of funds of a challenge as the public sees it.</summary>
/// <param name="Exact">Null where the amounts of the list are not public: then the shares speak alone.</param>
/// <param name="HeldPercent">Paid in, of the committed amount; rounded down.</param>
public sealed record ProofOfFunds(Funds? Exact, int Contracts, int HeldPercent, int ReleasedPercent, int PaidPercent, DateTimeOffset AsOf);
