using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Mail;

namespace Marketplace.Notifications;

/// <summary>Writes the mail for what is due to one person: the thing itself where it is one, a list where they are several.</summary>
public sealed class NotificationMails(TextCatalogue catalogue, MailComposer composer, SiteAddress site, PersonalLinks links)
{
    public OutgoingMail Compose(Person person, IReadOnlyList<Notification> due)
    {
        var texts = catalogue.For(person.Culture);
        NotificationKind? kind = due.Select(n => n.Kind).Distinct().Count() == 1 ? due[0].Kind : null;
        var stop = site.Of($"notifications/stop?token={links.ToStop(person.Id, kind)}");
        var mail = composer.Compose($"notification-{due[^1].Id:N}", person.Email!, person.DisplayName, person.Culture, Subject(due, texts), Paragraphs(due, texts),
            due.Count == 1 ? new MailLink(texts["Notifications.Mail.Open"], site.Of(due[0].Link.TrimStart('/'))) : new MailLink(texts["Notifications.Mail.Inbox"], site.Of("workspace/inbox")),
            [Closing(kind, texts, stop)]);
        return mail with { Unsubscribe = stop };
    }

    private static string Subject(IReadOnlyList<Notification> due, Texts texts) => due.Count == 1
        ? NotificationTexts.Of(InboxLine.Of(due[0]), texts)
        : texts.Count("Notifications.Mail.Subject", due.Count);

    private List<string> Paragraphs(IReadOnlyList<Notification> due, Texts texts) => due.Count == 1
        ? [NotificationTexts.Of(InboxLine.Of(due[0]), texts)]
        : [texts.Count("Notifications.Mail.Lead", due.Count), .. due.Select(n => $"{texts.Moment(n.At)}  {NotificationTexts.Of(InboxLine.Of(n), texts)}\n{site.Of(n.Link.TrimStart('/'))}")];

    private string Closing(NotificationKind? kind, Texts texts, Uri stop) => kind is { } one
        ? texts["Notifications.Mail.StopKind", one, stop, site.Of("workspace/inbox/settings")]
        : texts["Notifications.Mail.StopAll", stop, site.Of("workspace/inbox/settings")];
}
