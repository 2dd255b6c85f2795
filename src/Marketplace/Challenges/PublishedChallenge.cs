using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>A published challenge as everybody may read it. The confidential part and the contact's way are asked for elsewhere.</summary>
public sealed record PublishedChallenge(
    Guid Id, string Code, string Title, string? TitleEn, string? Summary, string? SummaryEn, string? Background, string? CurrentLevel, string? Target,
    ChallengeKind Kind, ChallengeCategory? Category, NeedType? NeedType, AwardMode Mode, int MaxWinners, LeadingIndustry Leading, HardCoreIndustry HardCore, string? IndustryCode,
    Bounty Bounty, Funding Funding, string? PaymentPlan, int? PeriodMonths, IpRule? IpRule, SecrecyLevel Secrecy, string? Resources, string? RiskSharing,
    string? AcceptanceMethod, int? TrlFrom, int? TrlTo, string? Deliverables, string? BidderRequirements,
    DateTimeOffset? PostedAt, DateTimeOffset? DeadlineAt, DateTimeOffset? ClosedAt, DateTimeOffset? AwardProposedAt, DateTimeOffset? NoticeStartedAt, DateTimeOffset? AwardedAt,
    DateTimeOffset? CancelledAt, CancelCause? CancelCause, string? SourceUrl, int? SourceYear, string? SourcePublisher, string? SourceField, bool IsDemo,
    Guid PublisherId, string PublisherName, string? PublisherNameEn, Region PublisherRegion, ChallengeFacts Facts, IReadOnlyList<IndicatorView> Indicators)
{
    public ChallengeStatus Status => Facts.Status;
}

public sealed record IndicatorView(
    int Position, string Name, Comparator Comparator, decimal? Value, decimal? ValueTo, string? Statement, string Unit, string? Baseline, string TestMethod, int Weight, bool Mandatory);

/// <summary>Finds published challenges by their code.</summary>
public sealed class PublishedChallenges(MarketplaceDb db)
{
    // Compiled once: this is the page that most visitors open.
    private static readonly Func<MarketplaceDb, string, Task<PublishedChallenge?>> ByCode = EF.CompileAsyncQuery((MarketplaceDb db, string code) => (
        from c in db.Set<Challenge>().AsNoTracking()
        join o in db.Set<Organisation>() on c.PublisherId equals o.Id
        where c.Code == code
        select new PublishedChallenge(
            c.Id, c.Code!, c.Title, c.TitleEn, c.PublicSummary, c.PublicSummaryEn, c.Background, c.CurrentLevel, c.Target,
            c.Kind, c.Category, c.NeedType, c.Mode, c.MaxWinners, c.Leading, c.HardCore, c.IndustryCode,
            c.Bounty, c.Funding, c.PaymentPlan, c.PeriodMonths, c.IpRule, c.Secrecy, c.Resources, c.RiskSharing,
            c.AcceptanceMethod, c.TrlFrom, c.TrlTo, c.Deliverables, c.BidderRequirements,
            c.PostedAt, c.DeadlineAt, c.ClosedAt, c.AwardProposedAt, c.NoticeStartedAt, c.AwardedAt,
            c.CancelledAt, c.CancelCause, c.SourceUrl, c.SourceYear, c.SourcePublisher, c.SourceField, c.IsDemo,
            o.Id, o.Name, o.NameEn, o.Region,
            new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions),
            c.Indicators.OrderBy(i => i.Position).Select(i => new IndicatorView(
                i.Position, i.Name, i.Comparator, i.Value, i.ValueTo, i.Statement, i.Unit, i.Baseline, i.TestMethod, i.Weight, i.Mandatory)).ToList())).FirstOrDefault());

    /// <summary>Null where there is none, or where it went back to its publisher and the actor may not see it there.</summary>
    public async Task<PublishedChallenge?> Find(string code, Actor actor, DateTimeOffset now) =>
        code.Length <= 40 && await ByCode(db, code) is { } found && ChallengeGate.CanAct(ChallengeUse.See, found.Facts, actor, now).IsOk ? found : null;
}
