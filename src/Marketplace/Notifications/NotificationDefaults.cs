namespace Marketplace.Notifications;

/// <summary>How each kind is told to somebody who chose nothing.</summary>
public static class NotificationDefaults
{
    public static NotificationChannel Of(NotificationKind kind) => kind switch
    {
        // Many come, and none is lost by waiting until the morning.
        NotificationKind.Match => NotificationChannel.Digest,
        NotificationKind.OfficerQueue => NotificationChannel.Digest,
        // Something ends, or somebody waits for an answer.
        NotificationKind.Deadline => NotificationChannel.MailNow,
        NotificationKind.Question => NotificationChannel.MailNow,
        NotificationKind.OwnChallenge => NotificationChannel.MailNow,
        NotificationKind.OwnBid => NotificationChannel.MailNow,
        NotificationKind.Award => NotificationChannel.MailNow,
        NotificationKind.Contract => NotificationChannel.MailNow,
        NotificationKind.Standing => NotificationChannel.MailNow,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };
}
