namespace Marketplace.Kernel;

/// <summary>A run of days off with the number of days that the notice states for it.</summary>
public sealed record DaysOff(string Name, DateOnly From, DateOnly To, int Days);

/// <summary>One year as the State Council's notice arranges it: days off, and weekend days worked in exchange.</summary>
/// <param name="Notices">Numbers of the notice and of a later one that changed it.</param>
public sealed record HolidayYear(int Year, IReadOnlyList<string> Notices, IReadOnlyList<DaysOff> Off, IReadOnlyList<DateOnly> Work);

/// <summary>The published years, and the days that the law itself fixes for every year.</summary>
/// <param name="AlwaysOff">Month and day, such as 10-01: the statutory days that do not follow the moon.</param>
public sealed record HolidaySchedule(
    string Source,
    IReadOnlyList<string> AlwaysOff,
    string AlwaysOffSource,
    IReadOnlyList<HolidayYear> Years)
{
    /// <summary>The years that this release knows.</summary>
    public static HolidaySchedule Published() => EmbeddedData.Read<HolidaySchedule>("Kernel/holidays-cn.json");

    /// <summary>The same schedule with one more year, or with a year arranged anew.</summary>
    public HolidaySchedule With(HolidayYear year) => this with { Years = [.. Years.Where(y => y.Year != year.Year), year] };

    /// <summary>Slips of the pen that a notice cannot hold; empty for a sound schedule.</summary>
    public IReadOnlyList<string> Contradictions() =>
    [
        .. from year in Years
           from off in year.Off
           where off.To.DayNumber - off.From.DayNumber + 1 != off.Days || off.From > off.To
           select $"{year.Year}: {off.Name} has not {off.Days} days",
        .. from year in Years
           from day in year.Work
           where day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || year.Off.Any(o => day >= o.From && day <= o.To)
           select $"{year.Year}: {day:yyyy-MM-dd} cannot be worked in exchange",
    ];
}
