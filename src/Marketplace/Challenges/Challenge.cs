using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>A posted problem with a bounty (榜单). While it is a draft most fields may be empty; <see cref="ChallengeRules"/> says what submission needs.</summary>
public sealed partial class Challenge
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Public code such as PD-JB-2026-0001, given when it is posted; numbers of a year have no gaps.</summary>
    public string? Code { get; internal set; }

    public required Guid PublisherId { get; init; }
    public Guid CreatedById { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public bool IsDemo { get; init; }

    public ChallengeKind Kind { get; set; } = ChallengeKind.Enterprise;
    public ChallengeCategory? Category { get; set; }
    public NeedType? NeedType { get; set; }
    public string Title { get; set; } = "";
    public string? TitleEn { get; set; }
    public string? PublicSummary { get; set; }
    public string? PublicSummaryEn { get; set; }
    public string? Background { get; set; }
    public string? CurrentLevel { get; set; }
    public string? Target { get; set; }

    /// <summary>Shown only after the confidentiality terms were accepted for an organisation.</summary>
    public string? ConfidentialPart { get; set; }

    public LeadingIndustry Leading { get; set; }
    public HardCoreIndustry HardCore { get; set; }

    /// <summary>Industry by GB/T 4754-2017, such as C3973; free choice.</summary>
    public string? IndustryCode { get; set; }

    public List<Indicator> Indicators { get; set; } = [];
    public string? Deliverables { get; set; }
    public string? BidderRequirements { get; set; }

    public AwardMode Mode { get; set; } = AwardMode.Single;
    public int MaxWinners { get; set; } = 1;

    /// <summary>With <see cref="AwardMode.Directed"/>: the organisations that alone may bid, and why. Both are public.</summary>
    public List<Guid> InvitedIds { get; set; } = [];
    public string? DirectedReason { get; set; }

    public Bounty Bounty { get; set; } = new();
    public Funding Funding { get; set; } = new();
    public string? PaymentPlan { get; set; }
    public int? PeriodMonths { get; set; }
    public IpRule? IpRule { get; set; }
    public SecrecyLevel Secrecy { get; set; } = SecrecyLevel.Open;
    public string? Resources { get; set; }
    public string? RiskSharing { get; set; }
    public string? AcceptanceMethod { get; set; }
    public int? TrlFrom { get; set; }
    public int? TrlTo { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? ContactEmail { get; set; }

    /// <summary>The first instant at which no bid is taken any more: a bid at <c>DeadlineAt</c> minus one tick is on time.</summary>
    public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>The procedure preset and its version, pinned when the challenge is submitted.</summary>
    public string PresetCode { get; set; } = "open";
    public int PresetVersion { get; set; } = 1;

    /// <summary>For a challenge taken from a public source: where and when it was published, as shown on the page.</summary>
    public string? SourceUrl { get; set; }
    public int? SourceYear { get; set; }
    public string? SourcePublisher { get; set; }
    public string? SourceField { get; set; }

    /// <summary>Counts the changes; a form carries the one that it was shown with.</summary>
    public long Version { get; set; } = 1;
}

/// <summary>One measurable requirement. An expert must be able to test it: unit and method are needed.</summary>
public sealed class Indicator
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ChallengeId { get; init; }

    /// <summary>Place in the list, from 1.</summary>
    public int Position { get; set; }
    public string Name { get; set; } = "";
    public Comparator Comparator { get; set; } = Comparator.AtLeast;
    public decimal? Value { get; set; }

    /// <summary>Upper end, only with <see cref="Comparator.Between"/>.</summary>
    public decimal? ValueTo { get; set; }

    /// <summary>Where the requirement is no number: what must be true.</summary>
    public string? Statement { get; set; }
    public string Unit { get; set; } = "";
    public string? Baseline { get; set; }
    public string TestMethod { get; set; } = "";

    /// <summary>Share in percent, for the review; 0 where the publisher gave none.</summary>
    public int Weight { get; set; }
    public bool Mandatory { get; set; }
}

/// <summary>The prize: a fixed sum, a range, or negotiable (面议) with no sum.</summary>
public sealed record Bounty
{
    public BountyType Type { get; init; } = BountyType.Fixed;

    /// <summary>Minor units; the fixed sum, or the lower end of a range; null when negotiable.</summary>
    public long? LowMinor { get; init; }

    /// <summary>Minor units; the upper end of a range.</summary>
    public long? HighMinor { get; init; }
    public Currency Currency { get; init; } = Currency.CNY;

    /// <summary>The lower end, or the fixed sum; null when negotiable.</summary>
    public Money? From => Type == BountyType.Negotiable || LowMinor is not { } low ? null : new(low, Currency);

    /// <summary>The upper end; the fixed sum again where there is one sum.</summary>
    public Money? To => Type == BountyType.Range && HighMinor is { } high ? new(high, Currency) : From;
}

/// <summary>Who pays the bounty, in percent that add up to 100.</summary>
public sealed record Funding
{
    public int OwnPercent { get; init; } = 100;
    public int PublicPercent { get; init; }
    public int GoiPercent { get; init; }
}

public enum ChallengeKind { Government = 1, Enterprise }

/// <summary>What counts as an innovation project by the Pudong regulation of 2022 (若干规定, in force 2022-12-01).</summary>
public enum ChallengeCategory { ScientificResearch = 1, TechnologyDevelopment, Breakthrough, Transfer, Demonstration, Industrialisation }

public enum NeedType { Breakthrough = 1, ScenarioValidation, Procurement, Transfer }
public enum AwardMode { Single = 1, HorseRacing, Directed }
public enum BountyType { Fixed = 1, Range, Negotiable }
public enum IpRule { Publisher = 1, Bidder, Joint, Negotiated }
public enum SecrecyLevel { Open = 1, Confidential }
public enum Comparator { AtLeast = 1, AtMost, Equal, Between, Statement }

/// <summary>三大先导产业. An independent tag set beside <see cref="HardCoreIndustry"/>: the two overlap and form no tree.</summary>
[Flags]
public enum LeadingIndustry { None = 0, IntegratedCircuits = 1, Biomedicine = 2, ArtificialIntelligence = 4 }

/// <summary>六大硬核产业.</summary>
[Flags]
public enum HardCoreIndustry { None = 0, ChinaChip = 1, InnovativeDrugs = 2, BlueSky = 4, FutureVehicles = 8, SmartManufacturing = 16, DataPort = 32 }
