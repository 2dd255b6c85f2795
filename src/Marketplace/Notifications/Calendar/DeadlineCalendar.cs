using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Marketplace.Kernel;

namespace Marketplace.Notifications.Calendar;

/// <summary>
/// Deadlines as a calendar file (RFC 5545). The id of an entry never changes and its sequence grows, so that a moved deadline moves in the
/// reader's calendar and a cancelled one is struck out there. Instants are written in UTC, which every calendar shows in its own zone.
/// </summary>
public sealed class DeadlineCalendar(TextCatalogue catalogue, SiteAddress site)
{
    /// <summary>How often a calendar that subscribes should ask again.</summary>
    private const string AskAgain = "PT6H";

    public string Write(IReadOnlyList<DeadlineEntry> entries, string? culture)
    {
        var texts = catalogue.For(culture);
        var calendar = new Ical.Net.Calendar { ProductId = "-//Marketplace//Deadlines//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", texts["Notifications.Calendar.Name"]);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", AskAgain);
        calendar.AddProperty("X-PUBLISHED-TTL", AskAgain);
        calendar.Events.AddRange(entries.Select(e => Event(e, texts)));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private CalendarEvent Event(DeadlineEntry entry, Texts texts)
    {
        var title = texts.Either(entry.Title, entry.TitleEn);
        var page = site.Of($"challenges/{entry.Code}");
        var happens = new CalendarEvent
        {
            Uid = $"challenge-{entry.ChallengeId:N}@{site.Root.Host}",
            Sequence = (int)Math.Min(entry.Version, int.MaxValue),
            Summary = texts[entry.Cancelled ? "Notifications.Calendar.Cancelled" : "Notifications.Calendar.Deadline", entry.Code, title],
            Description = texts["Notifications.Calendar.Text", texts.MomentWithZone(entry.At), page],
            DtStart = new CalDateTime(entry.At.UtcDateTime),
            DtStamp = new CalDateTime(entry.ChangedAt.UtcDateTime),
            Url = page,
            Status = entry.Cancelled ? "CANCELLED" : "CONFIRMED",
            // A deadline takes no time of the day.
            Transparency = "TRANSPARENT",
        };
        if (!entry.Cancelled) happens.Alarms.Add(Reminder(happens.Summary));
        return happens;
    }

    private static Alarm Reminder(string text) => new() { Action = "DISPLAY", Description = text, Trigger = new Trigger(Duration.FromDays(-1)) };
}
