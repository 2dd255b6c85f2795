using Marketplace.Kernel;

namespace Marketplace.Ledger;

/// <summary>One thing that happened to money: written once, never changed, corrected only by another journal.</summary>
public sealed class Journal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Names what happened outside, such as <c>bankin:</c> with the statement line's id: it can be booked only once.</summary>
    public required string Key { get; init; }
    public required JournalType Type { get; init; }

    /// <summary>The bounty that it is about; null for money of the platform itself.</summary>
    public Guid? BountyId { get; init; }

    /// <summary>When it happened, as the bank or provider says.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>When it was written here.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null where the system booked what a provider said.</summary>
    public Guid? ActorId { get; init; }
    public string? Note { get; init; }

    /// <summary>The journal that this one mirrors. Each is mirrored at most once.</summary>
    public Guid? ReversesId { get; init; }

    public List<JournalLine> Lines { get; init; } = [];
}

/// <summary>One account is debited, one credited, by the same amount: balanced by construction.</summary>
public sealed class JournalLine
{
    public Guid JournalId { get; init; }

    /// <summary>1, 2, 3 … within the journal.</summary>
    public required int Number { get; init; }
    public required Guid DebitId { get; init; }
    public required Guid CreditId { get; init; }
    public required Currency Currency { get; init; }

    /// <summary>Minor units, above zero.</summary>
    public required long Amount { get; init; }
}

/// <summary>A movement as it is asked for: from the credited account's side to the debited one's.</summary>
public readonly record struct Movement(AccountName Debit, AccountName Credit, Money Amount);

/// <summary>What is to be booked.</summary>
public sealed record JournalDraft(string Key, JournalType Type, IReadOnlyList<Movement> Movements)
{
    public Guid? BountyId { get; init; }

    /// <summary>Null is now.</summary>
    public DateTimeOffset? EffectiveAt { get; init; }
    public string? Note { get; init; }
}
