using Marketplace.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Notifications;

/// <summary>What a notification is about; people choose for each kind how they want to hear of it.</summary>
public enum NotificationKind
{
    /// <summary>A challenge fits the own organisation.</summary>
    Match = 1,

    /// <summary>Deadlines that come near or move.</summary>
    Deadline,

    /// <summary>Questions and their answers.</summary>
    Question,

    /// <summary>The own challenge on its way: reviewed, posted, matched, closed.</summary>
    OwnChallenge,

    /// <summary>The own bid: receipts, opening, outcome.</summary>
    OwnBid,

    /// <summary>Public notices and awards of challenges that one takes part in.</summary>
    Award,

    /// <summary>Verification, membership and duties.</summary>
    Standing,

    /// <summary>What waits for an officer.</summary>
    OfficerQueue,

    /// <summary>The own contracts, their milestones and their money.</summary>
    Contract,
}

/// <summary>How somebody hears of a kind. Each step includes the ones before.</summary>
public enum NotificationChannel
{
    Off = 1,
    Inbox,

    /// <summary>Inbox, and once a day a mail with all of them.</summary>
    Digest,

    /// <summary>Inbox, and a mail at once unless it is quiet time.</summary>
    MailNow,
}

/// <summary>One thing that one person is told. Its words come from <see cref="Type"/> when it is read, in the reader's language.</summary>
public sealed class Notification
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required NotificationKind Kind { get; init; }

    /// <summary>The event's type; the text is <c>Notifications.</c> and this.</summary>
    public required string Type { get; init; }

    /// <summary>The event that it came from: nobody is told twice of one.</summary>
    public required long EventSeq { get; init; }

    /// <summary>Values of the text: {0} code, {1} title or name, {2} number, {3} moment.</summary>
    public string? Code { get; init; }
    public string? Title { get; init; }
    public string? TitleEn { get; init; }
    public int? Number { get; init; }
    public DateTimeOffset? Moment { get; init; }

    /// <summary>Path on this site.</summary>
    public required string Link { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When it is to go out by mail; null where no mail is wanted, or none is to be tried any more.</summary>
    public DateTimeOffset? MailDueAt { get; set; }
    public DateTimeOffset? MailedAt { get; set; }
    public int MailAttempts { get; set; }
}

/// <summary>What a person chose for one kind; where there is no row the default of the kind holds.</summary>
public sealed class NotificationSetting
{
    public required Guid PersonId { get; init; }
    public required NotificationKind Kind { get; init; }
    public required NotificationChannel Channel { get; set; }
}

/// <summary>When a person wants no mails, and which address of the calendar holds.</summary>
public sealed class NotificationPreference
{
    public required Guid PersonId { get; init; }

    /// <summary>Local time in Shanghai; equal to <see cref="QuietUntil"/> where there is no quiet time.</summary>
    public TimeOnly QuietFrom { get; set; } = QuietTime.DefaultFrom;
    public TimeOnly QuietUntil { get; set; } = QuietTime.DefaultUntil;

    /// <summary>Counts the secret addresses of the calendar; an older one opens nothing any more.</summary>
    public int CalendarAddress { get; set; } = 1;
}

internal sealed class NotificationMap :
    IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<NotificationSetting>, IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("Notifications");
        notification.Property(n => n.Type).HasMaxLength(80);
        notification.Property(n => n.Code).HasMaxLength(40);
        notification.Property(n => n.Title).HasMaxLength(300);
        notification.Property(n => n.TitleEn).HasMaxLength(300);
        notification.Property(n => n.Link).HasMaxLength(300);
        notification.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        notification.HasIndex(n => new { n.PersonId, n.EventSeq }).IsUnique();
        notification.HasIndex(n => new { n.PersonId, n.ReadAt, n.EventSeq });
        notification.HasIndex(n => n.EventSeq);
        notification.HasIndex(n => n.MailDueAt);
    }

    public void Configure(EntityTypeBuilder<NotificationSetting> setting)
    {
        setting.ToTable("NotificationSettings").HasKey(s => new { s.PersonId, s.Kind });
        setting.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<NotificationPreference> preference)
    {
        preference.ToTable("NotificationPreferences").HasKey(p => p.PersonId);
        preference.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
