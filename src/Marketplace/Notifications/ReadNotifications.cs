using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>Marks one notification of the own inbox as read, or all that were there at the time. What is read is not mailed any more.</summary>
public sealed class ReadNotifications(Writer writer)
{
    /// <param name="NotificationId">Null marks all.</param>
    public sealed record Input(Guid? NotificationId);

    /// <returns>How many are unread now.</returns>
    public Task<Result<int>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write(w => Read(w, input, actor, ct), ct);

    private static async Task<Result<int>> Read(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } own) return new Refusal("sign_in_first");
        var mine = w.Db.Set<Notification>().Where(n => n.PersonId == own);
        if (input.NotificationId is { } id && !await mine.AnyAsync(n => n.Id == id, ct)) return Refusal.NotFound;
        var read = await mine.Where(n => n.ReadAt == null && (input.NotificationId == null || n.Id == input.NotificationId))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, w.Now).SetProperty(n => n.MailDueAt, n => n.MailedAt == null ? null : n.MailDueAt), ct);
        var unread = await mine.CountAsync(n => n.ReadAt == null, ct);
        if (read > 0) w.Record(new InboxChanged([own], unread), actor);
        return unread;
    }
}
