using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;

namespace Marketplace.Mail;

/// <summary>
/// Drops mails as .eml files, so that the platform runs without a mail server. The files hold live links:
/// the folder is closed to other users of the machine.
/// </summary>
public sealed partial class FileMailer(MailSettings settings, TimeProvider clock) : IMailer
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        MakeFolder();
        var now = clock.GetUtcNow();
        var name = $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fffffff", CultureInfo.InvariantCulture)}-{NotForFiles().Replace(mail.Key, "-")}.eml";
        var file = Path.Combine(settings.Folder, name);
        // Written aside and then renamed: whoever lists the folder never reads half a mail.
        var aside = Path.Combine(settings.Folder, $".{Guid.CreateVersion7():N}");
        await using (var stream = File.Create(aside))
        {
            await MimeMails.Write(mail, settings.Sender, now).WriteToAsync(stream, ct);
        }

        File.Move(aside, file, overwrite: true);
    }

    private void MakeFolder()
    {
        var folder = Directory.CreateDirectory(settings.Folder);
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    }

    [GeneratedRegex("[^A-Za-z0-9_-]", RegexOptions.NonBacktracking)]
    private static partial Regex NotForFiles();
}

/// <summary>Reads the dropped mails again, for the development page and for tests.</summary>
public sealed class DroppedMails(MailSettings settings)
{
    public sealed record Dropped(string Name, DateTimeOffset At, string To, string Subject, string Text, string? Html);

    /// <summary>The newest mails, newest first.</summary>
    public async Task<List<Dropped>> Newest(int count, CancellationToken ct = default)
    {
        var mails = new List<Dropped>();
        foreach (var name in Names().OrderDescending(StringComparer.Ordinal).Take(count))
        {
            if (await Find(name, ct) is { } mail) mails.Add(mail);
        }

        return mails;
    }

    /// <param name="name">A file's name as <see cref="Newest"/> gave it; anything else finds nothing.</param>
    public async Task<Dropped?> Find(string name, CancellationToken ct = default)
    {
        if (!Names().Contains(name, StringComparer.Ordinal)) return null;
        var message = await MimeMessage.LoadAsync(Path.Combine(settings.Folder, name), ct);
        return new(name, message.Date, message.To.ToString(), message.Subject ?? "", message.TextBody ?? "", message.HtmlBody);
    }

    private IEnumerable<string> Names() => Directory.Exists(settings.Folder)
        ? Directory.EnumerateFiles(settings.Folder, "*.eml").Select(file => Path.GetFileName(file))
        : [];
}
