using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Marketplace.Notifications;

/// <summary>Sends what is due by mail, one mail a person: what fell due together, after a quiet night or for the daily mail, goes out together.</summary>
public sealed partial class SendMails(MarketplaceDb db, Writer writer, NotificationMails mails, IMailer mailer, TimeProvider clock, ILogger<SendMails> log) : IJob
{
    /// <summary>People served in one run; the rest comes with the next, a minute later.</summary>
    private const int MostPeople = 200;

    /// <summary>Lines of one mail; the inbox has the rest.</summary>
    private const int MostLines = 50;

    /// <summary>A mail that could not go out for so long would only confuse: the inbox keeps what it said.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(3);

    /// <summary>Waits between tries; after the last one no mail is sent.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromHours(12)];

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = await db.Set<Notification>().Where(n => n.MailDueAt <= now).GroupBy(n => n.PersonId)
            .OrderBy(g => g.Min(n => n.MailDueAt)).Take(MostPeople).Select(g => g.Key).ToListAsync(ct);
        foreach (var person in people) await Serve(person, now, ct);
    }

    private async Task Serve(Guid personId, DateTimeOffset now, CancellationToken ct)
    {
        var due = await db.Set<Notification>().AsNoTracking().Where(n => n.PersonId == personId && n.MailDueAt <= now).OrderBy(n => n.At).Take(MostLines).ToListAsync(ct);
        var person = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId && p.EmailConfirmed && p.SuspendedAt == null, ct);
        var fresh = due.FindAll(n => now - n.MailDueAt < TooLate && n.ReadAt is null);
        if (person?.Email is null || fresh.Count == 0)
        {
            await Note(due, null, null, ct);
            return;
        }

        try
        {
            await mailer.Send(mails.Compose(person, fresh), ct);
            await Note(due, now, null, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            CouldNotSend(log, e, personId);
            var attempts = due.Max(n => n.MailAttempts);
            await Note(due, null, attempts < Waits.Length ? now + Waits[attempts] : null, ct);
        }
    }

    /// <param name="again">When to try again; null where it is done or given up.</param>
    private async Task Note(List<Notification> due, DateTimeOffset? mailedAt, DateTimeOffset? again, CancellationToken ct)
    {
        var ids = due.ConvertAll(n => n.Id);
        _ = await writer.Write<Done>(async w =>
        {
            await w.Db.Set<Notification>().Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(n => n.MailedAt, mailedAt).SetProperty(n => n.MailDueAt, again).SetProperty(n => n.MailAttempts, n => n.MailAttempts + 1), ct);
            return default(Done);
        }, ct);
    }

    [LoggerMessage(LogLevel.Warning, "The mail of notifications to person {Person} could not be handed over; it is tried again later")]
    private static partial void CouldNotSend(ILogger log, Exception e, Guid person);
}
