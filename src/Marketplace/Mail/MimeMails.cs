using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Marketplace.Mail;

/// <summary>A mail as it travels (RFC 5322, MIME).</summary>
internal static class MimeMails
{
    public static MimeMessage Write(OutgoingMail mail, MailboxAddress from, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = now,
            MessageId = $"{mail.Key}@{from.Domain}",
            Body = Body(mail),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(Encoding.UTF8, mail.ToName, mail.To));
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        // RFC 3834: no machine answers, no out-of-office replies.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } address)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{address}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        var text = new TextPart(TextFormat.Plain) { Text = mail.Text };
        return mail.Html is null ? text : new MultipartAlternative { text, new TextPart(TextFormat.Html) { Text = mail.Html } };
    }
}
