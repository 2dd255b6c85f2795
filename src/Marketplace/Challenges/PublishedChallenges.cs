using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Finds published challenges by their code, for the page that most visitors open.</summary>
public sealed class PublishedChallenges(MarketplaceDb db, PublishedBook book)
{
    private const int MaxCode = 40;

    /// <summary>Null where there is none, or where it went back to its publisher and the actor may not see it there.</summary>
    public async Task<PublishedChallenge?> Find(string code, Actor actor, DateTimeOffset now, CancellationToken ct = default)
    {
        if (code.Length > MaxCode || await Read(code, ct) is not { } found) return null;
        return ChallengeGate.CanAct(ChallengeUse.See, found.Facts, actor, now).IsOk ? found : null;
    }

    private async ValueTask<PublishedChallenge?> Read(string code, CancellationToken ct)
    {
        if (book.Find(code) is { } known) return known;
        var turn = book.Turn;
        // Several questions in a row: one connection serves them all and goes back with the context.
        await db.Database.OpenConnectionAsync(ct);
        if (await ByCode(code, ct) is not { } found) return null;
        var whole = found with
        {
            Indicators = await Indicators(found.Id, ct),
            Questions = await QuestionQueries.Rows(db, found.Id, ct),
            Directed = await Directed(found, ct),
            Changes = await PublicChanges.Of(db, found, ct),
            HasFiles = await db.Set<ChallengeAttachment>().AnyAsync(a => a.ChallengeId == found.Id, ct),
        };
        book.Keep(whole, turn);
        return whole;
    }

    private Task<PublishedChallenge?> ByCode(string code, CancellationToken ct) => (
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
                c.ReviewedById, c.AwardProposedById, c.BidsOpenedAt, c.NoticeEndsAt, c.Extensions, c.Mode, c.InvitedIds))).FirstOrDefaultAsync(ct);

    // What was recorded from elsewhere says that it was directed and no more.
    private async Task<DirectedAward?> Directed(PublishedChallenge found, CancellationToken ct)
    {
        if (found.Mode != AwardMode.Directed || found.Facts.InvitedIds.Count == 0) return null;
        var reason = await db.Set<Challenge>().Where(c => c.Id == found.Id).Select(c => c.DirectedReason).FirstOrDefaultAsync(ct);
        return new(reason, await new OrganisationLookup(db).Names(found.Facts.InvitedIds, ct));
    }

    private Task<List<IndicatorView>> Indicators(Guid id, CancellationToken ct) =>
        db.Set<Indicator>().AsNoTracking().Where(i => i.ChallengeId == id).OrderBy(i => i.Position).Select(i => new IndicatorView(
            i.Position, i.Name, i.Comparator, i.Value, i.ValueTo, i.Statement, i.Unit, i.Baseline, i.TestMethod, i.Weight, i.Mandatory)).ToListAsync(ct);
}
