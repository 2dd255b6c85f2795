using Marketplace.Kernel;

namespace Marketplace.Notifications;

/// <summary>Hours in which no mail is sent, by the clock of Shanghai. From 22:00 to 08:00 goes over midnight.</summary>
public static class QuietTime
{
    public static readonly TimeOnly DefaultFrom = new(22, 0);
    public static readonly TimeOnly DefaultUntil = new(8, 0);

    /// <summary>When the mails of a day go out together: when people begin to work.</summary>
    public static readonly TimeOnly Digest = new(8, 30);

    /// <summary>The instant itself, or the end of the quiet time in which it falls.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, TimeOnly from, TimeOnly until)
    {
        if (from == until) return instant;
        var time = TimeOnly.FromDateTime(ShanghaiTime.Local(instant).DateTime);
        // IsBetween counts the beginning in and the end out, and understands a time over midnight.
        return time.IsBetween(from, until) ? Next(instant, until) : instant;
    }

    /// <summary>The next time at which the daily mail goes out.</summary>
    public static DateTimeOffset NextDigest(DateTimeOffset instant) => Next(instant, Digest);

    private static DateTimeOffset Next(DateTimeOffset instant, TimeOnly time)
    {
        var today = ShanghaiTime.At(ShanghaiTime.DayOf(instant), time);
        return today > instant ? today : today.AddDays(1);
    }
}
