using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>A public notice in a list.</summary>
public sealed record NoticeRow
{
    public required string Code { get; init; }
    public required Guid ChallengeId { get; init; }
    public required string ChallengeCode { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required ChallengeKind Kind { get; init; }
    public required string Publisher { get; init; }
    public string? PublisherEn { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required DateOnly LastDay { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required bool IsProvisional { get; init; }

    /// <summary>When it was confirmed, which is when it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }
    public required bool IsDemo { get; init; }

    public NoticePhase PhaseAt(DateTimeOffset now) =>
        now >= EndsAt ? NoticePhase.Ended : now < ShanghaiTime.StartOf(FirstDay) ? NoticePhase.Coming : NoticePhase.Running;
}

/// <summary>Where a notice stands. One that was confirmed after work or on a day off is coming until its first working day.</summary>
public enum NoticePhase { Coming = 1, Running, Ended }

/// <summary>An organisation named in a notice.</summary>
/// <param name="Amount">Intended amount; only on government lists, whose money is public.</param>
public sealed record NoticeLine(AwardOutcome Outcome, int? Rank, string Organisation, string? OrganisationEn, Region Region, Money? Amount);

/// <summary>A notice with the organisations that it names. Bids that were not chosen are not named.</summary>
public sealed record NoticeView(NoticeRow Notice, AwardMode Mode, int WorkingDays, IReadOnlyList<NoticeLine> Lines);

/// <summary>Public notices, for everybody.</summary>
public sealed class NoticeQueries(MarketplaceDb db, TimeProvider clock)
{
    public const int PageSize = 20;

    private static readonly AwardStatus[] Public = [AwardStatus.OnNotice, AwardStatus.Made];

    /// <summary>Notices whose last day is not over, the one that ends first on top.</summary>
    public Task<List<NoticeRow>> Current(int most = 100, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        return Rows(db.Set<Award>().Where(a => Public.Contains(a.Status) && a.NoticeEndsAt > now)).OrderBy(r => r.EndsAt).ThenBy(r => r.Code).Take(most).ToListAsync(ct);
    }

    /// <summary>One page of ended notices, newest first, and how many there are.</summary>
    /// <param name="page">From 1.</param>
    public async Task<(List<NoticeRow> Rows, int Count)> Past(int page, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var ended = db.Set<Award>().Where(a => Public.Contains(a.Status) && a.NoticeEndsAt <= now);
        var rows = await Rows(ended).OrderByDescending(r => r.EndsAt).ThenByDescending(r => r.Code)
            .Skip((Math.Clamp(page, 1, 10_000) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return (rows, await ended.CountAsync(ct));
    }

    /// <summary>The notice of its own code or of its challenge's, or null.</summary>
    public async Task<NoticeView?> One(string code, CancellationToken ct = default)
    {
        var awards = db.Set<Award>().Where(a => Public.Contains(a.Status)
            && (a.NoticeCode == code || db.Set<Challenge>().Any(c => c.Id == a.ChallengeId && c.Code == code)));
        if (await Rows(awards).FirstOrDefaultAsync(ct) is not { } notice) return null;
        var challenge = await db.Set<Challenge>().AsNoTracking().Where(c => c.Id == notice.ChallengeId)
            .Select(c => new { c.Mode, c.Bounty.Currency, c.PresetCode, c.PresetVersion }).FirstAsync(ct);
        var lines = await (
            from a in awards
            join l in db.Set<AwardLine>().AsNoTracking() on a.Id equals l.AwardId
            join o in db.Set<Organisation>() on l.OrganisationId equals o.Id
            where l.Outcome != AwardOutcome.NotAwarded
            orderby l.Outcome, l.Rank, o.Name
            select new { l.Outcome, l.Rank, o.Name, o.NameEn, o.Region, l.AmountMinor }).ToListAsync(ct);
        var isMoneyPublic = notice.Kind == ChallengeKind.Government;
        return new NoticeView(notice, challenge.Mode, ProcedurePresets.Find(challenge.PresetCode, challenge.PresetVersion)!.NoticeWorkingDays,
            lines.ConvertAll(l => new NoticeLine(l.Outcome, l.Rank, l.Name, l.NameEn, l.Region,
                isMoneyPublic && l.AmountMinor is { } minor ? new Money(minor, challenge.Currency) : null)));
    }

    private IQueryable<NoticeRow> Rows(IQueryable<Award> awards) =>
        from a in awards.AsNoTracking()
        join c in db.Set<Challenge>() on a.ChallengeId equals c.Id
        join p in db.Set<Organisation>() on c.PublisherId equals p.Id
        select new NoticeRow
        {
            Code = a.NoticeCode!, ChallengeId = c.Id, ChallengeCode = c.Code!, Title = c.Title, TitleEn = c.TitleEn, Kind = c.Kind, Publisher = p.Name, PublisherEn = p.NameEn,
            FirstDay = a.NoticeFirstDay!.Value, LastDay = a.NoticeLastDay!.Value, EndsAt = a.NoticeEndsAt!.Value, IsProvisional = a.IsNoticeProvisional, IssuedAt = a.ConfirmedAt!.Value, IsDemo = c.IsDemo,
        };
}
