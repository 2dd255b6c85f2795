using System.Collections.Frozen;
using System.Globalization;

namespace Marketplace.Kernel;

/// <summary>A public notice: it stands from its first day to the end of its last day, Shanghai time.</summary>
/// <param name="IsProvisional">A year it touches has no published holiday schedule yet, so the last day may still move.</param>
public sealed record NoticePeriod(DateOnly FirstDay, DateOnly LastDay, int Days, bool IsProvisional)
{
    public DateTimeOffset StartsAt => ShanghaiTime.StartOf(FirstDay);

    /// <summary>The first instant after the notice.</summary>
    public DateTimeOffset EndsAt => ShanghaiTime.EndOf(LastDay);
}

/// <summary>Working days in China: weekends, the State Council's days off, and weekend days worked in exchange.</summary>
/// <remarks>
/// A year without a published schedule is counted by weekends and by the days that the law fixes (1 January, 1 and 2 May,
/// 1 to 3 October); its answers are provisional, because days off and exchanged days of spring, autumn and bridge days are unknown.
/// </remarks>
public sealed class WorkingDays
{
    /// <summary>Days counted at most in one call, about forty years.</summary>
    public const int MostDays = 10_000;

    /// <summary>A notice has rearranged days of the year before from 29 December on (2018), never earlier.</summary>
    private const int FirstDayOfNextNotice = 25;

    private readonly FrozenSet<DateOnly> _off;
    private readonly FrozenSet<DateOnly> _worked;
    private readonly FrozenSet<int> _years;
    private readonly FrozenSet<(int Month, int Day)> _alwaysOff;

    /// <exception cref="ArgumentException">The schedule contradicts itself.</exception>
    public WorkingDays(HolidaySchedule schedule)
    {
        if (schedule.Contradictions() is [var first, ..]) throw new ArgumentException(first, nameof(schedule));
        _off = schedule.Years.SelectMany(y => y.Off).SelectMany(Each).ToFrozenSet();
        _worked = schedule.Years.SelectMany(y => y.Work).ToFrozenSet();
        _years = schedule.Years.Select(y => y.Year).ToFrozenSet();
        _alwaysOff = schedule.AlwaysOff.Select(MonthAndDay).ToFrozenSet();
    }

    /// <summary>The calendar of the published schedules.</summary>
    public static WorkingDays China { get; } = new(HolidaySchedule.Published());

    public bool IsWorkingDay(DateOnly day)
    {
        if (_worked.Contains(day)) return true;
        if (_off.Contains(day) || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) return false;
        return _years.Contains(day.Year) || !_alwaysOff.Contains((day.Month, day.Day));
    }

    /// <summary>Whether a notice yet to come may turn this day from a working day into a day off, or the other way.</summary>
    public bool IsProvisional(DateOnly day) =>
        !_years.Contains(day.Year) || day is { Month: 12, Day: >= FirstDayOfNextNotice } && !_years.Contains(day.Year + 1);

    /// <summary>Whether any day from the first to the last is provisional.</summary>
    public bool IsProvisional(DateOnly first, DateOnly last)
    {
        if (first > last) (first, last) = (last, first);
        if (IsProvisional(first) || IsProvisional(last)) return true;
        for (var year = first.Year + 1; year < last.Year; year++)
        {
            if (!_years.Contains(year)) return true;
        }

        return false;
    }

    /// <summary>The n-th working day after the day, or before it where the count is negative; the day itself for none.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)count), MostDays, nameof(count));
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    /// <summary>Working days from the first to the last day, both counted.</summary>
    public int CountWorkingDays(DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last.DayNumber - first.DayNumber, MostDays, nameof(last));
        var count = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (IsWorkingDay(day)) count++;
        }

        return count;
    }

    /// <summary>A notice of so many working days; its first day counts where it is one itself.</summary>
    public NoticePeriod NoticePeriod(DateOnly firstDay, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var lastDay = AddWorkingDays(firstDay.AddDays(-1), days);
        return new(firstDay, lastDay, days, IsProvisional(firstDay, lastDay));
    }

    private static IEnumerable<DateOnly> Each(DaysOff off)
    {
        for (var day = off.From; day <= off.To; day = day.AddDays(1)) yield return day;
    }

    private static (int Month, int Day) MonthAndDay(string text)
    {
        // Any leap year serves to read a day without a year.
        var day = DateOnly.ParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (day.Month, day.Day);
    }
}
