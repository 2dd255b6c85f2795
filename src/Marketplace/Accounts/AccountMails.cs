using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Mail;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// Writes to people about their own account, after the change is committed: the links that they asked for, and word of every
/// change to how they sign in (ASVS 5.0, 6.3.7). Links are made here, at the moment of sending, and stand in no event.
/// </summary>
public sealed class AccountMails(MarketplaceDb db, MailedLinks links, SiteAddress site, MailComposer composer, TextCatalogue catalogue, IMailer mailer) : ISubscriber
{
    public static readonly Type[] Hears =
    [
        typeof(PersonRegistered), typeof(PersonMailRequested), typeof(PersonPasswordReset), typeof(PersonPasswordChanged),
        typeof(PersonTwoFactorEnabled), typeof(PersonTwoFactorDisabled), typeof(PersonRecoveryCodesRenewed),
        typeof(PersonPasskeyAdded), typeof(PersonPasskeyRemoved), typeof(PersonProviderLinked), typeof(PersonProviderUnlinked), typeof(PersonLockedOut),
    ];

    private static readonly string Locked = DomainEvent.TypeOf(typeof(PersonLockedOut));

    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        foreach (var row in events) await Send(row, ct);
    }

    private async Task Send(EventRow row, CancellationToken ct)
    {
        if (row.Type == Locked && await LockedBefore(row, ct)) return;
        var person = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == row.SubjectId && p.SuspendedAt == null, ct);
        if (person?.Email is null) return;
        var e = EventJson.Read(row);
        var mail = e switch
        {
            PersonRegistered when !person.EmailConfirmed => Confirm(row, person),
            PersonMailRequested asked => Asked(row, person, asked.Request),
            PersonRegistered => null,
            _ => Notice(row, person, e),
        };
        if (mail is not null) await mailer.Send(mail, ct);
    }

    // Guessing goes on for days at times; its target hears of it once a day.
    private Task<bool> LockedBefore(EventRow row, CancellationToken ct)
    {
        var from = row.At.AddDays(-1);
        return db.Set<EventRow>().AnyAsync(e => e.SubjectId == row.SubjectId && e.Type == Locked && e.Seq < row.Seq && e.At > from, ct);
    }

    // An account that was never confirmed has no password to reset: what helps its owner is the confirmation.
    private OutgoingMail Asked(EventRow row, Person person, MailedRequest request) => (person.EmailConfirmed, request) switch
    {
        (false, _) => Confirm(row, person),
        (true, MailedRequest.PasswordReset) => Compose(row, person, "Reset", new(Text(person, "Reset.Link"), links.Make(MailedLinkUse.ResetPassword, person)),
            (int)MailedLinks.HoldsFor(MailedLinkUse.ResetPassword).TotalMinutes),
        (true, _) => Compose(row, person, "Known", new(Text(person, "Known.Link"), site.Of("account/sign-in"))),
    };

    private OutgoingMail Confirm(EventRow row, Person person) =>
        Compose(row, person, "Confirm", new(Text(person, "Confirm.Link"), links.Make(MailedLinkUse.Confirm, person)),
            (int)MailedLinks.HoldsFor(MailedLinkUse.Confirm).TotalDays);

    private OutgoingMail Notice(EventRow row, Person person, DomainEvent e)
    {
        var texts = catalogue.For(person.Culture);
        var what = e is PersonPasswordReset { EndedKeys: > 0 }
            ? texts["Accounts.Mail.Notice.PersonPasswordResetWithKeys"]
            : texts[$"Accounts.Mail.Notice.{e.GetType().Name}", e is PersonLockedOut locked ? locked.UntilAt : row.At];
        return Compose(row, person, "Notice", new(texts["Accounts.Mail.Notice.Link"], site.Of("account")), what, row.At);
    }

    private OutgoingMail Compose(EventRow row, Person person, string kind, MailLink link, params object?[] args)
    {
        var texts = catalogue.For(person.Culture);
        return composer.Compose(
            $"account-{row.Seq}", person.Email!, person.DisplayName, person.Culture, texts[$"Accounts.Mail.{kind}.Subject"],
            [texts[$"Accounts.Mail.{kind}.Text", args]], link, [texts[$"Accounts.Mail.{kind}.Closing"]]);
    }

    private string Text(Person person, string key) => catalogue.For(person.Culture)[$"Accounts.Mail.{key}"];
}
