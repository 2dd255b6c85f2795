using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>Stops the mails of a person, by the link in one of them: the inbox goes on. Who holds the link need not be signed in.</summary>
public sealed class StopMails(Writer writer)
{
    /// <param name="Kind">Null stops the mails of every kind.</param>
    public sealed record Input(Guid PersonId, NotificationKind? Kind);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write(w => Stop(w, input, actor, ct), ct);

    private static async Task<Result<Done>> Stop(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!await w.Db.Set<Person>().AnyAsync(p => p.Id == input.PersonId, ct)) return Refusal.NotFound;
        var settings = await w.Db.Set<NotificationSetting>().Where(s => s.PersonId == input.PersonId).ToDictionaryAsync(s => s.Kind, ct);
        var changed = false;
        foreach (var kind in input.Kind is { } one ? [one] : Enum.GetValues<NotificationKind>()) changed |= Stop(w, input.PersonId, kind, settings.GetValueOrDefault(kind));
        if (!changed) return default(Done);
        await w.Db.Set<Notification>().Where(n => n.PersonId == input.PersonId && n.MailedAt == null && (input.Kind == null || n.Kind == input.Kind))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.MailDueAt, (DateTimeOffset?)null), ct);
        w.Record(new NotificationSettingsChanged(input.PersonId), actor);
        return default(Done);
    }

    private static bool Stop(Writing w, Guid person, NotificationKind kind, NotificationSetting? setting)
    {
        if ((setting?.Channel ?? NotificationDefaults.Of(kind)) is NotificationChannel.Off or NotificationChannel.Inbox) return false;
        if (setting is null) w.Db.Add(new NotificationSetting { PersonId = person, Kind = kind, Channel = NotificationChannel.Inbox });
        else setting.Channel = NotificationChannel.Inbox;
        return true;
    }
}
