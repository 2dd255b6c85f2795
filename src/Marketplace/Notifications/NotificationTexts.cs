using Marketplace.Kernel;

namespace Marketplace.Notifications;

/// <summary>Puts a notification into words, in the reader's language.</summary>
public static class NotificationTexts
{
    public static string Of(InboxLine line, Texts texts)
    {
        var title = texts.Either(line.Title, line.TitleEn);
        return texts[$"Notifications.{line.Type}", line.Code, title, Number(line, texts), line.Moment];
    }

    // The number of a duty is the duty.
    private static object? Number(InboxLine line, Texts texts) =>
        line.Type.StartsWith("role.", StringComparison.Ordinal) && line.Number is { } role ? texts.Name((PlatformRole)role) : line.Number;
}
