using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>What some people chose: how they hear of each kind, and when they want no mails.</summary>
internal sealed class Choices
{
    private readonly Dictionary<(Guid, NotificationKind), NotificationChannel> _channels;
    private readonly Dictionary<Guid, NotificationPreference> _preferences;

    private Choices(Dictionary<(Guid, NotificationKind), NotificationChannel> channels, Dictionary<Guid, NotificationPreference> preferences) =>
        (_channels, _preferences) = (channels, preferences);

    public static async Task<Choices> Read(MarketplaceDb db, List<Guid> people, CancellationToken ct) => new(
        await db.Set<NotificationSetting>().AsNoTracking().Where(s => people.Contains(s.PersonId)).ToDictionaryAsync(s => (s.PersonId, s.Kind), s => s.Channel, ct),
        await db.Set<NotificationPreference>().AsNoTracking().Where(p => people.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, ct));

    public NotificationChannel ChannelOf(Guid person, NotificationKind kind) => _channels.TryGetValue((person, kind), out var chosen) ? chosen : NotificationDefaults.Of(kind);

    /// <summary>When the mail goes out; null where none is wanted.</summary>
    public DateTimeOffset? MailDue(Guid person, NotificationChannel channel, DateTimeOffset now)
    {
        var (from, until) = _preferences.TryGetValue(person, out var chosen) ? (chosen.QuietFrom, chosen.QuietUntil) : (QuietTime.DefaultFrom, QuietTime.DefaultUntil);
        return channel switch
        {
            NotificationChannel.MailNow => QuietTime.After(now, from, until),
            NotificationChannel.Digest => QuietTime.After(QuietTime.NextDigest(now), from, until),
            _ => null,
        };
    }
}
