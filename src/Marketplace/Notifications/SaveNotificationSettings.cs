using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>A person chooses how to hear of each kind, when no mails are wanted, and may have a new secret address for the calendar.</summary>
public sealed class SaveNotificationSettings(Writer writer)
{
    public sealed record Input(
        IReadOnlyDictionary<NotificationKind, NotificationChannel> Channels, TimeOnly? QuietFrom = null, TimeOnly? QuietUntil = null, bool NewCalendarAddress = false);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write(w => Save(w, input, actor, ct), ct);

    private static async Task<Result<Done>> Save(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } own) return new Refusal("sign_in_first");
        if (input.Channels.Any(c => !Enum.IsDefined(c.Key) || !Enum.IsDefined(c.Value))) return new Refusal("field.unknown_choice", nameof(Input.Channels));
        await Choose(w, input, own, ct);
        var preference = await w.Db.Set<NotificationPreference>().FirstOrDefaultAsync(p => p.PersonId == own, ct);
        if (preference is null) w.Db.Add(preference = new NotificationPreference { PersonId = own });
        preference.QuietFrom = input.QuietFrom ?? preference.QuietFrom;
        preference.QuietUntil = input.QuietUntil ?? preference.QuietUntil;
        if (input.NewCalendarAddress) preference.CalendarAddress++;
        w.Record(new NotificationSettingsChanged(own), actor);
        return default(Done);
    }

    private static async Task Choose(Writing w, Input input, Guid own, CancellationToken ct)
    {
        var settings = await w.Db.Set<NotificationSetting>().Where(s => s.PersonId == own).ToDictionaryAsync(s => s.Kind, ct);
        foreach (var (kind, channel) in input.Channels)
        {
            if (settings.TryGetValue(kind, out var setting)) setting.Channel = channel;
            else if (channel != NotificationDefaults.Of(kind)) w.Db.Add(new NotificationSetting { PersonId = own, Kind = kind, Channel = channel });
        }
    }
}
