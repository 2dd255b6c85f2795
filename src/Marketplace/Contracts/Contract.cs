using Marketplace.Challenges;
using Marketplace.Contracts.Milestones;
using Marketplace.Kernel;

namespace Marketplace.Contracts;

/// <summary>
/// What publisher and winner agree on: born from the award, drafted by the publisher, binding when both have signed the same text.
/// Its id names the bounty in the ledger: each winner's money is kept apart.
/// </summary>
public sealed partial class Contract
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Such as PD-HT-2026-0001; numbers of a year have no gaps.</summary>
    public required string Code { get; init; }
    public required int Year { get; init; }
    public required int Number { get; init; }

    /// <summary>What the publisher writes into the purpose of the transfer; ends with a check character.</summary>
    public required string Reference { get; init; }

    public required Guid ChallengeId { get; init; }
    public required Guid AwardId { get; init; }
    public required Guid PublisherId { get; init; }
    public required Guid BidderId { get; init; }

    /// <summary>The bid that won: which version, and the SHA-256 of its sealed bytes in hexadecimal, as on its receipt.</summary>
    public required Guid BidId { get; init; }
    public required int BidVersion { get; init; }
    public required string BidSha256 { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>Minor units; given by the award, or by the draft where the award left it to the contract.</summary>
    public long? AmountMinor { get; private set; }
    public required bool IsAmountAwarded { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public ContractStatus Status { get; private set; } = ContractStatus.Contracting;

    /// <summary>Counts the drafts; a signature is of one of them. 0 where nothing is drafted yet.</summary>
    public int Draft { get; private set; }
    public DateTimeOffset? DraftedAt { get; private set; }
    public IpRule? IpRule { get; private set; }
    public int? PeriodMonths { get; private set; }

    /// <summary>Hundredths of a percent, as the settings said at the draft.</summary>
    public int FeeBasisPoints { get; private set; }

    /// <summary>Days after which silence about a milestone is acceptance, by the challenge's procedure; null where it never is.</summary>
    public int? SilenceDays { get; private set; }

    /// <summary>The text that is signed, and its SHA-256 in hexadecimal over UTF-8.</summary>
    public string? Text { get; private set; }
    public string? TextSha256 { get; private set; }

    /// <summary>Where the winner wants to be paid; given with its signature.</summary>
    public string? PayeeBank { get; private set; }
    public string? PayeeAccount { get; private set; }

    public DateTimeOffset? ConcludedAt { get; private set; }

    /// <summary>When the whole amount was held; null while something of it is missing.</summary>
    public DateTimeOffset? FundedAt { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }

    public List<ContractIndicator> Indicators { get; init; } = [];
    public List<Milestone> Milestones { get; init; } = [];
    public List<ContractSignature> Signatures { get; init; } = [];

    public Money? Amount => AmountMinor is { } minor ? new Money(minor, Currency) : null;

    /// <summary>The signatures of the draft that stands; those of earlier drafts are void and stay as a record.</summary>
    public IEnumerable<ContractSignature> Standing => Signatures.Where(s => s.Draft == Draft);

    internal static Contract Of(Money? awarded, ContractBirth birth) => new()
    {
        Code = birth.Number.Code, Year = birth.Number.Year, Number = birth.Number.Number, Reference = birth.Number.Reference,
        ChallengeId = birth.ChallengeId, AwardId = birth.AwardId, PublisherId = birth.PublisherId, BidderId = birth.BidderId,
        BidId = birth.BidId, BidVersion = birth.BidVersion, BidSha256 = birth.BidSha256, Currency = birth.Currency,
        AmountMinor = awarded?.Minor, IsAmountAwarded = awarded is not null, BegunAt = birth.At,
    };

    /// <summary>A new draft takes the place of the one before, and every signature with it.</summary>
    internal void Write(ContractDraft draft, int feeBasisPoints, int? silenceDays, DateTimeOffset now)
    {
        Draft++;
        (DraftedAt, AmountMinor, IpRule, PeriodMonths, FeeBasisPoints, SilenceDays) = (now, draft.Amount.Minor, draft.IpRule, draft.PeriodMonths, feeBasisPoints, silenceDays);
        TechnicalKind = draft.Kind;
    }

    internal void Seal(string text, string sha256) => (Text, TextSha256) = (text, sha256);

    internal void PayTo(string bank, string account) => (PayeeBank, PayeeAccount) = (bank, account);

    internal Result<ContractStatus> Conclude(DateTimeOffset now)
    {
        var moved = Move(ContractAction.Conclude);
        if (!moved.IsOk) return moved;
        ConcludedAt = now;
        foreach (var milestone in Milestones) milestone.Begin(ShanghaiTime.DayOf(now));
        return moved;
    }

    internal void Fund(DateTimeOffset? at) => FundedAt = at;

    internal Result<ContractStatus> Settle(DateTimeOffset now)
    {
        var moved = Move(ContractAction.Settle);
        if (moved.IsOk) SettledAt = now;
        return moved;
    }

    internal Result<ContractStatus> Reopen()
    {
        var moved = Move(ContractAction.Reopen);
        if (moved.IsOk) SettledAt = null;
        return moved;
    }

    private Result<ContractStatus> Move(ContractAction action)
    {
        var next = ContractLifecycle.Next(Status, action);
        if (next.IsOk) Status = next.Value;
        return next;
    }
}

/// <summary>An indicator of the challenge as it stood when the contract began.</summary>
public sealed class ContractIndicator
{
    public Guid ContractId { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required Comparator Comparator { get; init; }
    public decimal? Value { get; init; }
    public decimal? ValueTo { get; init; }
    public string? Statement { get; init; }
    public required string Unit { get; init; }
    public required string TestMethod { get; init; }
    public required bool Mandatory { get; init; }
}

/// <summary>The two sides.</summary>
public enum ContractParty { Publisher = 1, Bidder }

/// <summary>One side's consent to one draft: who, when, by which typed name, and the fingerprint of the text that was read.</summary>
public sealed class ContractSignature
{
    public Guid ContractId { get; init; }
    public required int Draft { get; init; }
    public required ContractParty Party { get; init; }
    public required Guid PersonId { get; init; }
    public required string TypedName { get; init; }
    public required string TextSha256 { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
}
