using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Web.Api;

/// <param name="Id">Chosen by the caller, so that the call can be repeated.</param>
public sealed record NewChallenge(Guid PublisherId, ChallengeContent? Content = null, Guid? Id = null);

/// <summary>What a move along the life of a challenge may need; each one says what it reads.</summary>
public sealed record ActionBody(string? Reason = null, CancelCause? Cause = null, DateTimeOffset? DeadlineAt = null);

/// <param name="OrganisationId">For whom is asked; the organisation that the caller speaks for where it is left out.</param>
public sealed record NewQuestion(string? Text, Guid? OrganisationId = null);

public sealed record NewAnswer(string? Answer);

/// <param name="Version">Of the terms that were read.</param>
public sealed record AcceptedTerms(int Version, Guid? OrganisationId = null);

public sealed record Made(Guid Id);

/// <param name="Total">All that the question finds.</param>
/// <param name="Next">The cursor of the page after; null on the last page.</param>
public sealed record ChallengePage(IReadOnlyList<ChallengeLine> Challenges, int Total, string? Next);

/// <summary>A published challenge in a list. A reference from a public source holds what the source says and nothing beside it.</summary>
/// <param name="Phase">Where it stands by facts and clock: past its deadline it is no longer open, whatever its status says.</param>
public sealed record ChallengeLine(
    Guid Id, string Code, string Title, string? TitleEn, string? Summary, string? SummaryEn, ChallengeKind? Kind, AwardMode? Mode, ChallengeStatus Status, HallPhase Phase,
    LeadingIndustry Leading, HardCoreIndustry HardCore, Bounty? Bounty, DateTimeOffset? PostedAt, DateTimeOffset? DeadlineAt,
    Guid PublisherId, string PublisherName, string? PublisherNameEn, Region? Region, int? SourceYear, string? SourcePublisher, bool IsDemo)
{
    public static ChallengeLine Of(HallEntry e, DateTimeOffset now) => new(
        e.Id, e.Code, e.Title, e.TitleEn, e.Summary, e.SummaryEn, e.StatedKind, e.StatedMode, e.Status, e.PhaseAt(now), e.Leading, e.HardCore, e.StatedBounty, e.IsReference ? null : e.PostedAt, e.DeadlineAt,
        e.PublisherId, e.PublisherName, e.PublisherNameEn, e.StatedRegion, e.SourceYear, e.SourcePublisher, e.IsDemo);
}

/// <param name="Possible">Whether the caller can make the move now; <paramref name="Code"/> says why not.</param>
public sealed record ActionAnswer(ChallengeAction Action, bool Possible, string? Code);

/// <summary>A challenge for those who write or review it.</summary>
public sealed record ChallengeForWriters(
    Guid Id, string? Code, ChallengeStatus Status, long Version, PublisherOf Publisher, ChallengeContent Content,
    string? StatusReason, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? ReviewedAt, DateTimeOffset? PostedAt,
    string PresetCode, int PresetVersion, IReadOnlyList<ActionAnswer> Actions, bool IsDemo)
{
    public static ChallengeForWriters Of(ChallengeDossier dossier, IReadOnlyList<PossibleAction> actions)
    {
        var c = dossier.Challenge;
        return new(c.Id, c.Code, c.Status, c.Version, dossier.Publisher, dossier.Content, c.StatusReason, c.CreatedAt, c.SubmittedAt, c.ReviewedAt, c.PostedAt,
            c.PresetCode, c.PresetVersion, [.. actions.Select(a => new ActionAnswer(a.Action, a.IsPossible, a.Refusal?.Code))], c.IsDemo);
    }
}

/// <summary>A published challenge as everybody may read it: no confidential part, no contact, no names of officers.</summary>
public sealed record PublicChallenge(
    Guid Id, string Code, ChallengeStatus Status, string Title, string? TitleEn, string? PublicSummary, string? PublicSummaryEn,
    string? Background, string? CurrentLevel, string? Target, ChallengeKind? Kind, ChallengeCategory? Category, NeedType? NeedType,
    LeadingIndustry Leading, HardCoreIndustry HardCore, string? IndustryCode, IReadOnlyList<IndicatorView> Indicators,
    string? Deliverables, string? BidderRequirements, AwardMode? Mode, int? MaxWinners, Bounty? Bounty, Funding? Funding, string? PaymentPlan,
    int? PeriodMonths, IpRule? IpRule, SecrecyLevel Secrecy, string? Resources, string? RiskSharing, string? AcceptanceMethod, int? TrlFrom, int? TrlTo,
    DateTimeOffset? PostedAt, DateTimeOffset? DeadlineAt, DateTimeOffset? ClosedAt, Guid PublisherId, string PublisherName, string? PublisherNameEn, Region? PublisherRegion,
    string? SourceUrl, int? SourceYear, string? SourcePublisher, string? SourceField, bool IsDemo, IReadOnlyList<PublicChange> Changes,
    DirectedAward? Directed)
{
    public static PublicChallenge Of(PublishedChallenge c) => new(
        c.Id, c.Code, c.Status, c.Title, c.TitleEn, c.Summary, c.SummaryEn, c.Background, c.CurrentLevel, c.Target, c.StatedKind, c.Category, c.NeedType,
        c.Leading, c.HardCore, c.IndustryCode, c.Indicators, c.Deliverables, c.BidderRequirements, c.StatedMode, c.IsReference ? null : c.MaxWinners, c.StatedBounty, c.IsReference ? null : c.Funding, c.PaymentPlan,
        c.PeriodMonths, c.IpRule, c.Secrecy, c.Resources, c.RiskSharing, c.AcceptanceMethod, c.TrlFrom, c.TrlTo,
        c.IsReference ? null : c.PostedAt, c.DeadlineAt, c.ClosedAt, c.PublisherId, c.PublisherName, c.PublisherNameEn, c.IsReference ? null : c.PublisherRegion,
        c.SourceUrl, c.SourceYear, c.SourcePublisher, c.SourceField, c.IsDemo, c.Changes, c.Directed);
}
