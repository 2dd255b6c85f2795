using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>The steps in which a challenge is written.</summary>
public enum ChallengeStep { Need = 1, Indicators, Bounty, Procedure, Terms, Confidential }

/// <summary>What a publisher writes, step by step. A step that is null is left as it stands.</summary>
public sealed partial record ChallengeContent
{
    public NeedFields? Need { get; init; }
    public IndicatorFields? Indicators { get; init; }
    public BountyFields? Bounty { get; init; }
    public ProcedureFields? Procedure { get; init; }
    public TermsFields? Terms { get; init; }
    public ConfidentialFields? Confidential { get; init; }
}

/// <summary>What is needed, and where it belongs.</summary>
public sealed record NeedFields
{
    public ChallengeKind Kind { get; init; } = ChallengeKind.Enterprise;
    public ChallengeCategory? Category { get; init; }
    public NeedType? NeedType { get; init; }
    public string? Title { get; init => field = TypedText.TidyLine(value); }
    public string? TitleEn { get; init => field = TypedText.TidyLine(value); }
    public string? PublicSummary { get; init => field = TypedText.Tidy(value); }
    public string? PublicSummaryEn { get; init => field = TypedText.Tidy(value); }
    public string? Background { get; init => field = TypedText.Tidy(value); }
    public string? CurrentLevel { get; init => field = TypedText.Tidy(value); }
    public string? Target { get; init => field = TypedText.Tidy(value); }
    public LeadingIndustry Leading { get; init; }
    public HardCoreIndustry HardCore { get; init; }
    public string? IndustryCode { get; init => field = TypedText.TidyLine(value)?.ToUpperInvariant(); }
}

/// <summary>What a solution must reach and hand over, and who may try.</summary>
public sealed record IndicatorFields
{
    public IReadOnlyList<IndicatorInput> Indicators { get; init; } = [];
    public string? Deliverables { get; init => field = TypedText.Tidy(value); }
    public string? BidderRequirements { get; init => field = TypedText.Tidy(value); }
}

/// <summary>One row of the indicator table.</summary>
public sealed record IndicatorInput
{
    /// <summary>The row that this one replaces; null for a new one.</summary>
    public Guid? Id { get; init; }
    public string? Name { get; init => field = TypedText.TidyLine(value); }
    public Comparator Comparator { get; init; } = Comparator.AtLeast;
    public decimal? Value { get; init; }
    public decimal? ValueTo { get; init; }
    public string? Statement { get; init => field = TypedText.Tidy(value); }
    public string? Unit { get; init => field = TypedText.TidyLine(value); }
    public string? Baseline { get; init => field = TypedText.TidyLine(value); }
    public string? TestMethod { get; init => field = TypedText.Tidy(value); }

    /// <summary>Percent; all rows add up to 100, or none has a weight.</summary>
    public int Weight { get; init; }
    public bool Mandatory { get; init; }

    /// <summary>A row in which nothing was written is no row.</summary>
    public bool IsBlank => (Name, Value, ValueTo, Statement, Unit, Baseline, TestMethod, Weight) is (null, null, null, null, null, null, null, 0);
}

/// <summary>The bounty and how it is paid. Amounts in minor units of the currency.</summary>
public sealed record BountyFields
{
    public BountyType BountyType { get; init; } = BountyType.Fixed;

    /// <summary>The fixed sum, or the lower end of a range.</summary>
    public long? BountyLowMinor { get; init; }
    public long? BountyHighMinor { get; init; }

    /// <summary>ISO 4217; text, so that an unknown one can be refused by name.</summary>
    public string Currency { get; init => field = TypedText.TidyLine(value)?.ToUpperInvariant() ?? ""; } = "CNY";
    public int OwnPercent { get; init; } = 100;
    public int PublicPercent { get; init; }
    public int GoiPercent { get; init; }
    public string? PaymentPlan { get; init => field = TypedText.Tidy(value); }
    public int? PeriodMonths { get; init; }
}

/// <summary>How the winner is found, and until when bids are taken.</summary>
public sealed record ProcedureFields
{
    public string PresetCode { get; init => field = TypedText.TidyLine(value) ?? ""; } = "open";
    public AwardMode Mode { get; init; } = AwardMode.Single;
    public int MaxWinners { get; init; } = 1;
    public DateTimeOffset? DeadlineAt { get; init => field = value?.ToUniversalTime(); }

    /// <summary>With a directed award: the organisations that alone may bid.</summary>
    public IReadOnlyList<Guid> InvitedIds { get; init => field = value ?? []; } = [];

    /// <summary>With a directed award: why it is not open to all; public.</summary>
    public string? DirectedReason { get; init => field = TypedText.Tidy(value); }
}

/// <summary>Intellectual property, what the publisher offers, and how the result is accepted.</summary>
public sealed record TermsFields
{
    public IpRule? IpRule { get; init; }
    public string? Resources { get; init => field = TypedText.Tidy(value); }
    public string? RiskSharing { get; init => field = TypedText.Tidy(value); }
    public string? AcceptanceMethod { get; init => field = TypedText.Tidy(value); }
    public int? TrlFrom { get; init; }
    public int? TrlTo { get; init; }
}

/// <summary>What only those read who accepted the confidentiality terms, and whom to ask.</summary>
public sealed record ConfidentialFields
{
    public SecrecyLevel Secrecy { get; init; } = SecrecyLevel.Open;
    public string? ConfidentialPart { get; init => field = TypedText.Tidy(value); }
    public string? ContactName { get; init => field = TypedText.TidyLine(value); }
    public string? ContactPhone { get; init => field = TypedText.TidyLine(value); }
    public string? ContactEmail { get; init => field = TypedText.TidyLine(value); }
}
