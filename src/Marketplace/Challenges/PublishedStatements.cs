using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>
/// What the book of published challenges reads when it does not hold one, compiled on first use. One for each program, since a compiled
/// query belongs to one model of the database.
/// </summary>
public sealed class PublishedStatements
{
    private readonly Func<MarketplaceDb, string, CancellationToken, Task<PublishedChallenge?>> _byCode =
        EF.CompileAsyncQuery((MarketplaceDb db, string code, CancellationToken ct) => (
            from c in db.Set<Challenge>().AsNoTracking()
            join o in db.Set<Organisation>() on c.PublisherId equals o.Id
            where c.Code == code
            select new PublishedChallenge(
                c.Id, c.Code!, c.Title, c.TitleEn, c.PublicSummary, c.PublicSummaryEn, c.Background, c.CurrentLevel, c.Target,
                c.Kind, c.Category, c.NeedType, c.Mode, c.MaxWinners, c.Leading, c.HardCore, c.IndustryCode,
                c.Bounty, c.Funding, c.PaymentPlan, c.PeriodMonths, c.IpRule, c.Secrecy, c.Resources, c.RiskSharing,
                c.AcceptanceMethod, c.TrlFrom, c.TrlTo, c.Deliverables, c.BidderRequirements,
                c.PostedAt, c.DeadlineAt, c.ClosedAt, c.AwardProposedAt, c.NoticeStartedAt, c.AwardedAt, c.WorkStartedAt, c.SettledAt, c.TerminatedAt,
                c.CancelledAt, c.CancelCause, c.SourceUrl, c.SourceYear, c.SourcePublisher, c.SourceField, c.IsDemo,
                o.Id, o.Name, o.NameEn, o.Region,
                new ChallengeFacts(c.Id, c.PublisherId, c.Kind, c.Status, c.DeadlineAt, c.PresetCode, c.PresetVersion,
                    c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds))
            {
                HasFiles = db.Set<ChallengeAttachment>().Any(a => a.ChallengeId == c.Id),
                HasQuestions = db.Set<Question>().Any(q => q.ChallengeId == c.Id),
            }).FirstOrDefault());

    private readonly Func<MarketplaceDb, Guid, IAsyncEnumerable<IndicatorView>> _indicators =
        EF.CompileAsyncQuery((MarketplaceDb db, Guid id) =>
            db.Set<Indicator>().AsNoTracking().Where(i => i.ChallengeId == id).OrderBy(i => i.Position).Select(i => new IndicatorView(
                i.Position, i.Name, i.Comparator, i.Value, i.ValueTo, i.Statement, i.Unit, i.Baseline, i.TestMethod, i.Weight, i.Mandatory)));

    internal Task<PublishedChallenge?> ByCode(MarketplaceDb db, string code, CancellationToken ct) => _byCode(db, code, ct);

    internal async Task<List<IndicatorView>> Indicators(MarketplaceDb db, Guid id, CancellationToken ct) => await _indicators(db, id).ToListAsync(ct);
}
