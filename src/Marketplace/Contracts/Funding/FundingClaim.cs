using Marketplace.Kernel;

namespace Marketplace.Contracts.Funding;

/// <summary>How far a claim is: a claim is no money until officers have found it on the bank's statement.</summary>
public enum FundingClaimStatus { Claimed = 1, Checked, Booked, Rejected, Reversed }

public enum FundingClaimAction { Check = 1, Book, Reject, Reverse }

/// <summary>
/// The publisher's word that it has paid, with the bank's voucher.
/// <code>
///   Claimed ──Check──▶ Checked ──Book──▶ Booked ──Reverse──▶ Reversed
///      │ └──────────────Book───────────────▲
///      └─Reject─▶ Rejected ◀─Reject─ Checked
/// </code>
/// Check is the first officer's word where a second one is needed.
/// </summary>
public sealed class FundingClaim
{
    private static readonly Lifecycle<FundingClaimStatus, FundingClaimAction> Life = new("funding.wrong_state",
    [
        (FundingClaimStatus.Claimed, FundingClaimAction.Check, FundingClaimStatus.Checked),
        (FundingClaimStatus.Claimed, FundingClaimAction.Book, FundingClaimStatus.Booked),
        (FundingClaimStatus.Checked, FundingClaimAction.Book, FundingClaimStatus.Booked),
        (FundingClaimStatus.Claimed, FundingClaimAction.Reject, FundingClaimStatus.Rejected),
        (FundingClaimStatus.Checked, FundingClaimAction.Reject, FundingClaimStatus.Rejected),
        (FundingClaimStatus.Booked, FundingClaimAction.Reverse, FundingClaimStatus.Reversed),
    ]);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ContractId { get; init; }
    public required Guid FileId { get; init; }

    /// <summary>Of the voucher's bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public required Currency Currency { get; init; }

    /// <summary>What the publisher says that it has paid; minor units.</summary>
    public required long ClaimedMinor { get; init; }

    /// <summary>The bank's number of the transfer, as on the voucher.</summary>
    public required string BankReference { get; init; }
    public required Guid ClaimedById { get; init; }
    public required DateTimeOffset ClaimedAt { get; init; }
    public FundingClaimStatus Status { get; private set; } = FundingClaimStatus.Claimed;

    public Guid? CheckedById { get; private set; }
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>The line of the bank's statement on which it came in, as the officers found it.</summary>
    public string? StatementLine { get; private set; }

    /// <summary>What came in, as the officers typed it from the statement; minor units.</summary>
    public long? ReceivedMinor { get; private set; }
    public Guid? BookedById { get; private set; }
    public DateTimeOffset? BookedAt { get; private set; }
    public Guid? JournalId { get; private set; }

    /// <summary>What of it is held for the bounty, and what waits in suspense; minor units.</summary>
    public long HeldMinor { get; private set; }
    public long SuspenseMinor { get; private set; }

    /// <summary>What of it was sent back to the publisher out of suspense; minor units.</summary>
    public long ReturnedMinor { get; private set; }
    public string? Reason { get; private set; }

    internal Result<FundingClaimStatus> Check(long receivedMinor, string statementLine, Actor actor, DateTimeOffset now)
    {
        var moved = Move(FundingClaimAction.Check);
        if (moved.IsOk) (ReceivedMinor, StatementLine, CheckedById, CheckedAt) = (receivedMinor, statementLine, actor.PersonId, now);
        return moved;
    }

    internal Result<FundingClaimStatus> Book(BookedFunding booked, Actor actor, DateTimeOffset now)
    {
        var moved = Move(FundingClaimAction.Book);
        if (!moved.IsOk) return moved;
        (ReceivedMinor, StatementLine, BookedById, BookedAt) = (booked.HeldMinor + booked.SuspenseMinor, booked.StatementLine, actor.PersonId, now);
        (JournalId, HeldMinor, SuspenseMinor) = (booked.JournalId, booked.HeldMinor, booked.SuspenseMinor);
        return moved;
    }

    internal Result<FundingClaimStatus> Reject(string reason) => WithReason(FundingClaimAction.Reject, reason);

    internal Result<FundingClaimStatus> Reverse(string reason) => WithReason(FundingClaimAction.Reverse, reason);

    /// <summary>Part of what waited in suspense is now held.</summary>
    internal void Assign(long minor) => (HeldMinor, SuspenseMinor) = (HeldMinor + minor, SuspenseMinor - minor);

    /// <summary>What waited in suspense goes back to the publisher.</summary>
    internal void GiveBack() => (ReturnedMinor, SuspenseMinor) = (ReturnedMinor + SuspenseMinor, 0);

    private Result<FundingClaimStatus> WithReason(FundingClaimAction action, string reason)
    {
        var moved = Move(action);
        if (moved.IsOk) Reason = reason;
        return moved;
    }

    private Result<FundingClaimStatus> Move(FundingClaimAction action)
    {
        var moved = Life.Next(Status, action);
        if (moved.IsOk) Status = moved.Value;
        return moved;
    }
}

/// <summary>How what came in was booked.</summary>
internal sealed record BookedFunding(string StatementLine, long HeldMinor, long SuspenseMinor, Guid JournalId);
