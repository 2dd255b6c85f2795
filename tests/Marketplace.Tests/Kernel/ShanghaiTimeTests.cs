using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class ShanghaiTimeTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Test]
    public void StartOf_and_EndOf_a_local_day_are_utc_instants()
    {
        Assert.That(ShanghaiTime.StartOf(Day), Is.EqualTo(new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero)));
        Assert.That(ShanghaiTime.EndOf(Day), Is.EqualTo(new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero)));
        Assert.That(ShanghaiTime.StartOf(Day).Offset, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void LastDayBefore_is_the_way_back_from_EndOf_and_the_calendar_has_an_end()
    {
        Assert.That(ShanghaiTime.LastDayBefore(ShanghaiTime.EndOf(Day)), Is.EqualTo(Day));
        Assert.That(ShanghaiTime.LastDayBefore(ShanghaiTime.EndOf(Day).AddTicks(1)), Is.EqualTo(Day.AddDays(1)));
        Assert.That(() => ShanghaiTime.EndOf(DateOnly.MaxValue), Throws.Nothing);
    }

    [Test]
    public void At_a_wall_clock_time_is_eight_hours_earlier_in_utc() =>
        Assert.That(ShanghaiTime.At(Day, new(18, 0)), Is.EqualTo(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));

    [Test]
    public void DayOf_the_ticks_around_local_midnight_are_different_days()
    {
        Assert.That(ShanghaiTime.DayOf(ShanghaiTime.EndOf(Day).AddTicks(-1)), Is.EqualTo(Day));
        Assert.That(ShanghaiTime.DayOf(ShanghaiTime.EndOf(Day)), Is.EqualTo(Day.AddDays(1)));
        Assert.That(ShanghaiTime.DayOf(ShanghaiTime.StartOf(Day)), Is.EqualTo(Day));
    }

    [Test]
    public void Local_keeps_the_instant() =>
        Assert.That(ShanghaiTime.Local(ShanghaiTime.StartOf(Day)), Is.EqualTo(ShanghaiTime.StartOf(Day)));

    [Test]
    public void Offset_agrees_with_the_zone_data_of_the_machine()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(ShanghaiTime.ZoneId, out var zone)) Assert.Ignore("This machine has no zone data: install tzdata.");

        for (var year = 1992; year <= 2030; year++)
        {
            Assert.That(zone!.GetUtcOffset(new DateTimeOffset(year, 7, 1, 0, 0, 0, TimeSpan.Zero)), Is.EqualTo(ShanghaiTime.Offset), $"{year}");
        }
    }
}
