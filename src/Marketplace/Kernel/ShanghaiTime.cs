namespace Marketplace.Kernel;

/// <summary>Local days and times of Shanghai as UTC instants, and back.</summary>
/// <remarks>
/// UTC+8 the whole year since summer time ended in 1991. The offset is fixed here and not taken from the machine's zone data:
/// a deadline must fall on the same tick on every machine. Earlier summers would be an hour off; no record goes back so far.
/// </remarks>
public static class ShanghaiTime
{
    /// <summary>The IANA name of the zone, for calendar files and pages.</summary>
    public const string ZoneId = "Asia/Shanghai";

    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The first instant of the local day, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The first instant after the local day, in UTC: what lasts "to the end of the day" is over at this tick.</summary>
    /// <remarks>The calendar's own last day has no day after it; it ends a day early.</remarks>
    public static DateTimeOffset EndOf(DateOnly day) => At(day == DateOnly.MaxValue ? day : day.AddDays(1), TimeOnly.MinValue);

    /// <summary>The last local day of what is over at the instant: the way back from <see cref="EndOf"/>.</summary>
    public static DateOnly LastDayBefore(DateTimeOffset end) => DayOf(end.AddTicks(-1));

    /// <summary>A local wall-clock time as UTC.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day, time, Offset).ToUniversalTime();

    /// <summary>The instant as people in Shanghai read it.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The local day on which the instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);
}
