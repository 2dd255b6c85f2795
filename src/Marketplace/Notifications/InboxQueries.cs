using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>A person's own inbox. Nobody reads another's.</summary>
public sealed class InboxQueries(MarketplaceDb db)
{
    public const int PageSize = 30;

    /// <summary>Newest first.</summary>
    /// <param name="page">From 1.</param>
    public Task<List<InboxLine>> Page(Actor actor, bool unreadOnly, int page, CancellationToken ct = default) =>
        Lines(Own(actor, unreadOnly).OrderByDescending(n => n.EventSeq)).Skip((Math.Clamp(page, 1, 10_000) - 1) * PageSize).Take(PageSize).ToListAsync(ct);

    public Task<int> Count(Actor actor, bool unreadOnly, CancellationToken ct = default) => Own(actor, unreadOnly).CountAsync(ct);

    public Task<int> Unread(Guid personId, CancellationToken ct = default) => db.Set<Notification>().CountAsync(n => n.PersonId == personId && n.ReadAt == null, ct);

    public Task<InboxLine?> One(Guid id, Actor actor, CancellationToken ct = default) => Lines(Own(actor, unreadOnly: false).Where(n => n.Id == id)).FirstOrDefaultAsync(ct);

    /// <summary>What the person chose, with the defaults where nothing was chosen.</summary>
    public async Task<OwnSettings> Settings(Actor actor, CancellationToken ct = default)
    {
        var own = actor.PersonId;
        var chosen = await db.Set<NotificationSetting>().AsNoTracking().Where(s => s.PersonId == own).ToDictionaryAsync(s => s.Kind, s => s.Channel, ct);
        var culture = await db.Set<Person>().Where(p => p.Id == own).Select(p => p.Culture).FirstOrDefaultAsync(ct);
        var preference = await db.Set<NotificationPreference>().AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == own, ct);
        return new(
            Enum.GetValues<NotificationKind>().ToDictionary(kind => kind, kind => chosen.TryGetValue(kind, out var channel) ? channel : NotificationDefaults.Of(kind)),
            preference?.QuietFrom ?? QuietTime.DefaultFrom, preference?.QuietUntil ?? QuietTime.DefaultUntil, preference?.CalendarAddress ?? 1, culture);
    }

    private IQueryable<Notification> Own(Actor actor, bool unreadOnly)
    {
        var own = actor.PersonId;
        return db.Set<Notification>().AsNoTracking().Where(n => n.PersonId == own && (!unreadOnly || n.ReadAt == null));
    }

    private static IQueryable<InboxLine> Lines(IQueryable<Notification> notifications) => notifications.Select(n => new InboxLine
    {
        Id = n.Id, Kind = n.Kind, Type = n.Type, Code = n.Code, Title = n.Title, TitleEn = n.TitleEn, Number = n.Number, Moment = n.Moment, Link = n.Link, At = n.At, ReadAt = n.ReadAt,
    });
}

/// <summary>One line of the inbox; <see cref="NotificationTexts"/> puts it into words.</summary>
public sealed record InboxLine
{
    public required Guid Id { get; init; }
    public required NotificationKind Kind { get; init; }
    public required string Type { get; init; }
    public string? Code { get; init; }
    public string? Title { get; init; }
    public string? TitleEn { get; init; }
    public int? Number { get; init; }
    public DateTimeOffset? Moment { get; init; }
    public required string Link { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; init; }

    internal static InboxLine Of(Notification n) => new()
    {
        Id = n.Id, Kind = n.Kind, Type = n.Type, Code = n.Code, Title = n.Title, TitleEn = n.TitleEn, Number = n.Number, Moment = n.Moment, Link = n.Link, At = n.At, ReadAt = n.ReadAt,
    };
}

/// <summary>A person's choices.</summary>
public sealed record OwnSettings(IReadOnlyDictionary<NotificationKind, NotificationChannel> Channels, TimeOnly QuietFrom, TimeOnly QuietUntil, int CalendarAddress, string? Culture);
