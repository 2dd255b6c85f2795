using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges;

/// <summary>A published challenge as everybody may read it. The confidential part and the contact's way are asked for elsewhere.</summary>
public sealed record PublishedChallenge(
    Guid Id, string Code, string Title, string? TitleEn, string? Summary, string? SummaryEn, string? Background, string? CurrentLevel, string? Target,
    ChallengeKind Kind, ChallengeCategory? Category, NeedType? NeedType, AwardMode Mode, int MaxWinners, LeadingIndustry Leading, HardCoreIndustry HardCore, string? IndustryCode,
    Bounty Bounty, Funding Funding, string? PaymentPlan, int? PeriodMonths, IpRule? IpRule, SecrecyLevel Secrecy, string? Resources, string? RiskSharing,
    string? AcceptanceMethod, int? TrlFrom, int? TrlTo, string? Deliverables, string? BidderRequirements,
    DateTimeOffset? PostedAt, DateTimeOffset? DeadlineAt, DateTimeOffset? ClosedAt, DateTimeOffset? AwardProposedAt, DateTimeOffset? NoticeStartedAt, DateTimeOffset? AwardedAt, DateTimeOffset? WorkStartedAt, DateTimeOffset? SettledAt, DateTimeOffset? TerminatedAt,
    DateTimeOffset? CancelledAt, CancelCause? CancelCause, string? SourceUrl, int? SourceYear, string? SourcePublisher, string? SourceField, bool IsDemo,
    Guid PublisherId, string PublisherName, string? PublisherNameEn, Region PublisherRegion, ChallengeFacts Facts)
{
    public IReadOnlyList<IndicatorView> Indicators { get; init; } = [];

    /// <summary>With a directed award: why, and who is invited.</summary>
    public DirectedAward? Directed { get; init; }

    /// <summary>What changed after it was posted, newest first.</summary>
    public IReadOnlyList<PublicChange> Changes { get; init; } = [];

    /// <summary>Whether anything is attached; who may open it is asked of the attachments.</summary>
    public bool HasFiles { get; init; }

    internal bool HasQuestions { get; init; }

    internal IReadOnlyList<QuestionRow> Questions { get; init; } = [];

    /// <summary>The questions and answers that the reader may see.</summary>
    public IReadOnlyList<QuestionView> QuestionsFor(Actor actor) => QuestionQueries.For(Facts, Questions, actor);

    public ChallengeStatus Status => Facts.Status;

    public bool IsReference => StatedFacts.IsReference(Status);

    public ChallengeKind? StatedKind => StatedFacts.Kind(Status, Kind);

    public AwardMode? StatedMode => StatedFacts.Mode(Status, Mode);

    public Bounty? StatedBounty => StatedFacts.Bounty(Status, Bounty);
}

/// <summary>Why a challenge is not open to all, and who alone may bid.</summary>
public sealed record DirectedAward(string? Reason, IReadOnlyList<NamedOrganisation> Invited);

public sealed record IndicatorView(
    int Position, string Name, Comparator Comparator, decimal? Value, decimal? ValueTo, string? Statement, string Unit, string? Baseline, string TestMethod, int Weight, bool Mandatory);
