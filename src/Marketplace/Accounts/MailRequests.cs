using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Keeps our forms from filling anybody's mailbox.</summary>
internal static class MailRequests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <summary>After some mails within the hour. There is no end for the day: nobody can keep the owner's own reset from going out.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(15);
    private const int ShortPauses = 3;

    /// <summary>Notes that somebody without a session asked for a mail to this person, and whether it goes out.</summary>
    public static async Task Record(Writing w, Guid personId, MailedRequest request, CancellationToken ct)
    {
        var lately = await Mailed(w, personId, ct);
        var pause = lately.Count < ShortPauses ? Pause : LongPause;
        if (lately.Count == 0 || lately[0] + pause <= w.Now) w.Record(new PersonMailRequested(personId, request), Actor.Anonymous);
        else w.Record(new PersonMailWithheld(personId, request), Actor.Anonymous);
    }

    /// <summary>When mails went out within the hour, newest first.</summary>
    private static Task<List<DateTimeOffset>> Mailed(Writing w, Guid personId, CancellationToken ct)
    {
        var from = w.Now.AddHours(-1);
        var type = DomainEvent.TypeOf(typeof(PersonMailRequested));
        return w.Db.Set<EventRow>().AsNoTracking().Where(e => e.SubjectId == personId && e.Type == type && e.At > from)
            .OrderByDescending(e => e.Seq).Select(e => e.At).Take(ShortPauses).ToListAsync(ct);
    }
}
