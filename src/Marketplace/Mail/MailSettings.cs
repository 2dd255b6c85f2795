using System.Globalization;
using Marketplace.Kernel;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Marketplace.Mail;

/// <summary>Settings <c>Mail:*</c>: without <c>Mail:Host</c> mails are dropped as files, with it they go to that SMTP server.</summary>
/// <param name="Folder">Where dropped mails are kept.</param>
public sealed record MailSettings(string? Host, int Port, SecureSocketOptions Security, string? User, string? Password, MailboxAddress Sender, string Folder)
{
    /// <param name="dataDirectory">Dropped mails go to its folder <c>mail</c>.</param>
    /// <exception cref="SettingException">A value is wrong or missing; the message names the setting.</exception>
    public static MailSettings From(IConfiguration configuration, string dataDirectory)
    {
        var host = Text(configuration, "Mail:Host");
        var port = PortIn(configuration);
        var settings = new MailSettings(
            host, port, SecurityIn(configuration, port), Text(configuration, "Mail:User"), Text(configuration, "Mail:Password"),
            SenderIn(configuration, host), Path.Combine(dataDirectory, "mail"));
        if ((settings.User is null) != (settings.Password is null))
        {
            throw new SettingException(settings.User is null ? "Mail:User" : "Mail:Password", "is missing; user and password are given together");
        }

        return settings;
    }

    private static int PortIn(IConfiguration configuration)
    {
        if (Text(configuration, "Mail:Port") is not { } text) return 587;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new SettingException("Mail:Port", $"is '{text}'; it must be a port from 1 to 65535");
    }

    private static SecureSocketOptions SecurityIn(IConfiguration configuration, int port) => Text(configuration, "Mail:Security") switch
    {
        null => port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
        "StartTls" => SecureSocketOptions.StartTls,
        "Tls" => SecureSocketOptions.SslOnConnect,
        "None" => SecureSocketOptions.None,
        var other => throw new SettingException("Mail:Security", $"is '{other}'; it must be StartTls, Tls or None"),
    };

    private static MailboxAddress SenderIn(IConfiguration configuration, string? host)
    {
        var text = Text(configuration, "Mail:From");
        if (text is null && host is not null) throw new SettingException("Mail:From", "is needed with Mail:Host");
        if (!MailboxAddress.TryParse(text ?? "marketplace@localhost", out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
        {
            throw new SettingException("Mail:From", $"is '{text}'; it must be a mail address");
        }

        from.Name = Text(configuration, "Mail:FromName") ?? from.Name;
        return from;
    }

    private static string? Text(IConfiguration configuration, string setting) =>
        configuration[setting] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
