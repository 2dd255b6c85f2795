using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges.Hall;

/// <summary>One published challenge as the hall shows it: public fields only.</summary>
/// <param name="ChangedAt">When it last moved on in its life, or its deadline was moved.</param>
public sealed record HallEntry(
    Guid Id, string Code, string Title, string? TitleEn, string? Summary, string? SummaryEn,
    ChallengeKind Kind, AwardMode Mode, LeadingIndustry Leading, HardCoreIndustry HardCore,
    Bounty Bounty, ChallengeStatus Status, DateTimeOffset PostedAt, DateTimeOffset? DeadlineAt,
    Guid PublisherId, string PublisherName, string? PublisherNameEn, Region Region,
    bool IsDemo, int? SourceYear, string? SourcePublisher, DateTimeOffset ChangedAt = default)
{
    /// <summary>Where the challenge stands by facts and clock: past its deadline it is no longer open, whatever the label says.</summary>
    public HallPhase PhaseAt(DateTimeOffset now) => Status switch
    {
        ChallengeStatus.Open => now < DeadlineAt ? HallPhase.Open : HallPhase.Evaluating,
        ChallengeStatus.Evaluating => HallPhase.Evaluating,
        ChallengeStatus.AwardProposed => HallPhase.Evaluating,
        ChallengeStatus.PublicNotice => HallPhase.Notice,
        ChallengeStatus.Awarded => HallPhase.Awarded,
        ChallengeStatus.InProgress => HallPhase.InProgress,
        ChallengeStatus.Settled => HallPhase.Settled,
        ChallengeStatus.Terminated => HallPhase.Terminated,
        ChallengeStatus.NoBid => HallPhase.NoBid,
        ChallengeStatus.Cancelled => HallPhase.Cancelled,
        ChallengeStatus.Recorded => HallPhase.Reference,
        _ => throw new InvalidOperationException($"{Status} is not shown in the hall."),
    };

    public bool IsReference => StatedFacts.IsReference(Status);

    public ChallengeKind? StatedKind => StatedFacts.Kind(Status, Kind);

    public AwardMode? StatedMode => StatedFacts.Mode(Status, Mode);

    public Bounty? StatedBounty => StatedFacts.Bounty(Status, Bounty);

    /// <summary>Of the publisher; null for a reference, whose keeper is not its publisher.</summary>
    public Region? StatedRegion => IsReference ? null : Region;

    /// <summary>Null where nothing is stated.</summary>
    public BountyBand? Band => StatedBounty switch
    {
        null => null,
        { Type: BountyType.Negotiable } or { LowMinor: null } => BountyBand.Negotiable,
        { } b when (b.HighMinor ?? b.LowMinor) < 500_000_00 => BountyBand.Below500k,
        { } b when (b.HighMinor ?? b.LowMinor) < 2_000_000_00 => BountyBand.Below2M,
        { } b when (b.HighMinor ?? b.LowMinor) < 10_000_000_00 => BountyBand.Below10M,
        _ => BountyBand.From10M,
    };
}

public enum HallPhase { Open = 1, Evaluating, Notice, Awarded, NoBid, Cancelled, Reference, InProgress, Settled, Terminated }

/// <summary>Bands of the upper end of the bounty, in whole units of its own currency.</summary>
public enum BountyBand { Negotiable = 1, Below500k, Below2M, Below10M, From10M }

public enum DeadlineWindow { Week = 1, Month, Quarter }

public enum HallSort { Newest = 1, Deadline, Bounty, Relevance }

/// <summary>What the visitor asked for. Values of one facet are alternatives; the facets narrow each other.</summary>
public sealed record HallFilter
{
    public const int PageSize = 20;
    public const int MaxPage = 5_000;
    public const int MaxWords = 200;

    public string? Words { get; init; }
    public IReadOnlyList<HallPhase> Phases { get; init; } = [];
    public LeadingIndustry Leading { get; init; }
    public HardCoreIndustry HardCore { get; init; }
    public IReadOnlyList<ChallengeKind> Kinds { get; init; } = [];
    public IReadOnlyList<AwardMode> Modes { get; init; } = [];
    public IReadOnlyList<BountyBand> Bands { get; init; } = [];
    public IReadOnlyList<Region> Regions { get; init; } = [];
    public DeadlineWindow? Deadline { get; init; }
    public Guid? Publisher { get; init; }
    public HallSort? Sort { get; init; }
    public int Page { get; init; } = 1;

    public bool IsUnfiltered => string.IsNullOrWhiteSpace(Words) && Phases.Count == 0 && Leading == LeadingIndustry.None && HardCore == HardCoreIndustry.None && Kinds.Count == 0
        && Modes.Count == 0 && Bands.Count == 0 && Regions.Count == 0 && Deadline is null && Publisher is null;
}

public enum HallFacet { Phase = 1, Leading, HardCore, Kind, Mode, Band, Region, Deadline, Publisher }

/// <summary>One page of the hall.</summary>
public sealed record HallPage(IReadOnlyList<HallEntry> Entries, int Total, int Page, int Pages, HallCounts Counts, HallFilter Filter);
