using Marketplace.Kernel;

namespace Marketplace.Contracts.Statements;

/// <summary>What became of a line of the bank's statement.</summary>
public enum BankLineStatus
{
    New = 1,

    /// <summary>It belongs to a claim, a payment or a refund of ours.</summary>
    Matched,

    /// <summary>It came in and is booked; to which contract it belongs is yet to be decided.</summary>
    Suspense,

    /// <summary>It went out, or says something else than we do: nothing is booked until a person has decided.</summary>
    ToDecide,

    /// <summary>A person has said what it is; it is not of our bounties.</summary>
    Explained,
}

/// <summary>Why a line was not matched.</summary>
public enum BankLineFinding { NoCode = 1, UnknownCode, SeveralCodes, NoClaimOfThisAmount, SeveralClaims, OwnOrganisation, OfficersDiffer, NoOrder, OrderOfOtherAmount, BookedOtherwise }

/// <summary>
/// One line of the bank's statement, known by the bank's own reference.
/// <code>
///   New ──▶ Matched ◀── Suspense     a claim is confirmed by it, or a payment came back
///    ├────▶ Suspense
///    └────▶ ToDecide ──▶ Matched, Explained
/// </code>
/// </summary>
public sealed class BankLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ImportId { get; init; }

    /// <summary>The account of ours, as the ledger names it.</summary>
    public required string Account { get; init; }

    /// <summary>Line of the file, the header counted.</summary>
    public required int Row { get; init; }
    public required DateOnly BookedOn { get; init; }
    public required Currency Currency { get; init; }

    /// <summary>Minor units; what went out is below zero.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>The bank's reference: the same line is never taken twice.</summary>
    public required string Reference { get; init; }
    public required string Purpose { get; init; }
    public string? Counterparty { get; init; }

    public BankLineStatus Status { get; private set; } = BankLineStatus.New;
    public BankLineFinding? Finding { get; private set; }
    public Guid? ContractId { get; private set; }
    public Guid? ClaimId { get; private set; }
    public Guid? PayoutId { get; private set; }

    /// <summary>Under which it was booked; null while a second officer is still to confirm.</summary>
    public Guid? JournalId { get; private set; }
    public Guid? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Reason { get; private set; }

    public bool IsIncoming => AmountMinor > 0;

    /// <summary>Without the sign.</summary>
    public Money Amount => new(Math.Abs(AmountMinor), Currency);

    /// <summary>Still waits for what it belongs to.</summary>
    public bool IsOpen => Status is BankLineStatus.New or BankLineStatus.Suspense or BankLineStatus.ToDecide;

    internal void MatchClaim(Guid contractId, Guid claimId, Guid? journalId) => (Status, Finding, ContractId, ClaimId, JournalId) = (BankLineStatus.Matched, null, contractId, claimId, journalId ?? JournalId);

    internal void MatchPayout(Guid contractId, Guid payoutId, Guid journalId) => (Status, Finding, ContractId, PayoutId, JournalId) = (BankLineStatus.Matched, null, contractId, payoutId, journalId);

    /// <summary>It was booked by hand before the statement was read.</summary>
    internal void FoundBooked(Guid? contractId, Guid journalId) => (Status, ContractId, JournalId) = (BankLineStatus.Matched, contractId, journalId);

    internal void Suspend(BankLineFinding finding, Guid journalId) => (Status, Finding, JournalId) = (BankLineStatus.Suspense, finding, journalId);

    internal void LeaveOpen(BankLineFinding finding) => (Status, Finding) = (BankLineStatus.ToDecide, finding);

    internal Result<Done> Explain(string reason, Actor actor, DateTimeOffset now)
    {
        if (Status != BankLineStatus.ToDecide) return new Refusal("statement.line_decided");
        (Status, Reason, DecidedById, DecidedAt) = (BankLineStatus.Explained, reason, actor.PersonId, now);
        return default(Done);
    }
}

/// <summary>A statement as it was read: the file itself, and what became of its rows.</summary>
public sealed class StatementImport
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid FileId { get; init; }
    public required string FileName { get; init; }
    public required Currency Currency { get; init; }
    public required Guid ImportedById { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public required int Rows { get; init; }

    /// <summary>Rows that became lines.</summary>
    public required int Taken { get; init; }

    /// <summary>Rows whose reference had been taken before, with the same amount.</summary>
    public required int Repeated { get; init; }
    public List<StatementFault> Faults { get; init; } = [];
}

/// <summary>A row that could not be taken, and why; the code is a text of the refusals.</summary>
public sealed class StatementFault
{
    public Guid ImportId { get; init; }
    public required int Row { get; init; }
    public required string Code { get; init; }
    public string? Value { get; init; }
}
