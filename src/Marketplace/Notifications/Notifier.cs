using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>Puts events into the inboxes of the people concerned, as <see cref="NotificationRules"/> says and as each of them chose.</summary>
public sealed class Notifier(Writer writer) : ISubscriber
{
    public int BatchSize => 100;

    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        var told = events.SelectMany(row => NotificationRules.For(EventJson.Read(row)).Select(t => (row, t))).ToList();
        if (told.Count > 0) _ = (await writer.Write(w => Tell(w, told, ct), ct)).Value;
    }

    private static async Task<Result<Done>> Tell(Writing w, List<(EventRow Row, Told Told)> told, CancellationToken ct)
    {
        var recipients = await Recipients.Read(w.Db, [.. told.Select(t => t.Told.Whom).Distinct()], w.Now, ct);
        // One event may reach somebody in two capacities: the first line of the rule speaks.
        var addressed = told.SelectMany(t => recipients.Of(t.Told.Whom).Where(p => t.Told.TellsActor || p != t.Row.ActorId).Select(p => (Person: p, t.Row, t.Told)))
            .DistinctBy(a => (a.Person, a.Row.Seq)).ToList();
        addressed = await WithoutTold(w, addressed, ct);
        if (addressed.Count == 0) return default(Done);
        var choices = await Choices.Read(w.Db, [.. addressed.Select(a => a.Person).Distinct()], ct);
        var names = await NotificationNames.Read(w.Db, [.. told.Select(t => t.Told)], ct);
        var written = new List<Notification>();
        foreach (var (person, row, one) in addressed)
        {
            var channel = choices.ChannelOf(person, one.Kind);
            if (channel != NotificationChannel.Off) written.Add(Write(person, row, one, names, choices.MailDue(person, channel, w.Now)));
        }

        await Keep(w, written, ct);
        return default(Done);
    }

    private static async Task Keep(Writing w, List<Notification> written, CancellationToken ct)
    {
        if (written.Count == 0) return;
        w.Db.AddRange(written);
        List<Guid> people = [.. written.Select(n => n.PersonId).Distinct()];
        int? unread = people is [var only] ? written.Count + await w.Db.Set<Notification>().CountAsync(n => n.PersonId == only && n.ReadAt == null, ct) : null;
        w.Record(new InboxChanged(people, unread), Actor.System);
    }

    // A subscriber may run twice.
    private static async Task<List<(Guid Person, EventRow Row, Told Told)>> WithoutTold(Writing w, List<(Guid Person, EventRow Row, Told Told)> addressed, CancellationToken ct)
    {
        var seqs = addressed.Select(a => a.Row.Seq).Distinct().ToList();
        var before = (await w.Db.Set<Notification>().Where(n => seqs.Contains(n.EventSeq)).Select(n => new { n.PersonId, n.EventSeq }).ToListAsync(ct))
            .Select(n => (n.PersonId, n.EventSeq)).ToHashSet();
        return addressed.FindAll(a => !before.Contains((a.Person, a.Row.Seq)));
    }

    private static Notification Write(Guid person, EventRow row, Told told, NotificationNames names, DateTimeOffset? mailDue)
    {
        var (code, title, titleEn) = names.Of(told);
        return new Notification
        {
            PersonId = person, Kind = told.Kind, Type = row.Type, EventSeq = row.Seq, Code = code, Title = title, TitleEn = titleEn,
            Number = told.Number, Moment = told.Moment, Link = told.Link, At = row.At, MailDueAt = mailDue,
        };
    }
}
