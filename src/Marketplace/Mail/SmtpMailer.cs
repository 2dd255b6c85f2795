using MailKit.Net.Smtp;

namespace Marketplace.Mail;

/// <summary>Hands each mail to an SMTP server over a connection of its own; what fails is tried again by the outbox.</summary>
public sealed class SmtpMailer(MailSettings settings, TimeProvider clock) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, ct);
        if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password!, ct);
        await client.SendAsync(MimeMails.Write(mail, settings.Sender, clock.GetUtcNow()), ct);
        await client.DisconnectAsync(quit: true, ct);
    }
}
