using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class WorkingDaysTests
{
    private static readonly WorkingDays China = WorkingDays.China;

    [TestCase("2020-10-14", "2020-10-20", TestName = "NoticePeriod_Shanghai_science_commission_2020")]
    [TestCase("2023-07-31", "2023-08-04", TestName = "NoticePeriod_Shanghai_science_commission_2023")]
    [TestCase("2022-08-05", "2022-08-11", TestName = "NoticePeriod_ministry_of_industry_2022")]
    [TestCase("2022-05-23", "2022-05-27", TestName = "NoticePeriod_Ordos_2022")]
    [TestCase("2021-08-19", "2021-08-25", TestName = "NoticePeriod_Zhongwei_2021")]
    [TestCase("2023-12-22", "2023-12-28", TestName = "NoticePeriod_Yangtze_university_2023")]
    [TestCase("2023-04-27", "2023-05-06", TestName = "NoticePeriod_Rongcheng_2023_spans_labour_day_and_ends_on_an_exchanged_saturday")]
    public void NoticePeriod_five_working_days_end_as_the_real_notice_did(string first, string last)
    {
        var notice = China.NoticePeriod(Day(first), 5);

        Assert.That(notice, Is.EqualTo(new NoticePeriod(Day(first), Day(last), 5, IsProvisional: false)));
        Assert.That(China.CountWorkingDays(Day(first), Day(last)), Is.EqualTo(5));
    }

    [Test]
    public void NoticePeriod_Hubei_2023_counts_seven_calendar_days_that_hold_five_working_days()
    {
        Assert.That(China.CountWorkingDays(Day("2023-02-20"), Day("2023-02-26")), Is.EqualTo(5));
        Assert.That(China.NoticePeriod(Day("2023-02-20"), 5).LastDay, Is.EqualTo(Day("2023-02-24")));
        Assert.That(Day("2023-02-20").AddDays(7 - 1), Is.EqualTo(Day("2023-02-26")));
    }

    [TestCase("2026-09-19", 1, "2026-09-20", Description = "a Saturday does not count, the exchanged Sunday after it does")]
    [TestCase("2026-10-01", 1, "2026-10-08")]
    [TestCase("2026-09-30", 5, "2026-10-12", Description = "the exchanged Saturday 10 October counts")]
    [TestCase("2026-11-23", 5, "2026-11-27")]
    [TestCase("2026-11-23", 10, "2026-12-04")]
    public void NoticePeriod_first_day_counts_only_where_it_is_a_working_day(string first, int days, string last) =>
        Assert.That(China.NoticePeriod(Day(first), days).LastDay, Is.EqualTo(Day(last)));

    [Test]
    public void NoticePeriod_stands_from_midnight_to_midnight_in_Shanghai()
    {
        var notice = China.NoticePeriod(Day("2026-11-23"), 5);

        Assert.That(notice.StartsAt, Is.EqualTo(Instant("2026-11-22T16:00:00Z")));
        Assert.That(notice.EndsAt, Is.EqualTo(Instant("2026-11-27T16:00:00Z")));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(WorkingDays.MostDays + 1)]
    public void NoticePeriod_of_a_senseless_length_is_an_error_of_the_caller(int days) =>
        Assert.That(() => China.NoticePeriod(Day("2026-11-23"), days), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("2026-02-13", 1, "2026-02-14", Description = "exchanged Saturday before the Spring Festival")]
    [TestCase("2026-02-14", 1, "2026-02-24")]
    [TestCase("2026-02-14", 0, "2026-02-14")]
    [TestCase("2026-02-15", 0, "2026-02-15")]
    [TestCase("2026-02-24", -1, "2026-02-14")]
    [TestCase("2020-01-23", 1, "2020-02-03", Description = "the holiday was extended by a second notice")]
    public void AddWorkingDays_passes_over_days_off(string from, int count, string to) =>
        Assert.That(China.AddWorkingDays(Day(from), count), Is.EqualTo(Day(to)));

    /// <summary>The weekday is the one that the notice itself prints beside the day.</summary>
    [TestCase(2020, "01-19 Sunday, 04-26 Sunday, 05-09 Saturday, 06-28 Sunday, 09-27 Sunday, 10-10 Saturday")]
    [TestCase(2021, "02-07 Sunday, 02-20 Saturday, 04-25 Sunday, 05-08 Saturday, 09-18 Saturday, 09-26 Sunday, 10-09 Saturday")]
    [TestCase(2022, "01-29 Saturday, 01-30 Sunday, 04-02 Saturday, 04-24 Sunday, 05-07 Saturday, 10-08 Saturday, 10-09 Sunday")]
    [TestCase(2023, "01-28 Saturday, 01-29 Sunday, 04-23 Sunday, 05-06 Saturday, 06-25 Sunday, 10-07 Saturday, 10-08 Sunday")]
    [TestCase(2024, "02-04 Sunday, 02-18 Sunday, 04-07 Sunday, 04-28 Sunday, 05-11 Saturday, 09-14 Saturday, 09-29 Sunday, 10-12 Saturday")]
    [TestCase(2025, "01-26 Sunday, 02-08 Saturday, 04-27 Sunday, 09-28 Sunday, 10-11 Saturday")]
    [TestCase(2026, "01-04 Sunday, 02-14 Saturday, 02-28 Saturday, 05-09 Saturday, 09-20 Sunday, 10-10 Saturday")]
    public void IsWorkingDay_weekend_days_worked_are_exactly_those_of_the_notice(int year, string notice)
    {
        var worked = DaysOf(year).Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).Where(China.IsWorkingDay);

        Assert.That(string.Join(", ", worked.Select(d => $"{d:MM-dd} {d.DayOfWeek}")), Is.EqualTo(notice));
    }

    [TestCase(2020, "01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08")]
    [TestCase(2021, "01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07")]
    [TestCase(2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 10-03 10-04 10-05 10-06 10-07")]
    [TestCase(2023, "01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23 09-29 10-02 10-03 10-04 10-05 10-06")]
    [TestCase(2024, "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07")]
    [TestCase(2025, "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08")]
    [TestCase(2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07")]
    public void IsWorkingDay_weekdays_off_are_exactly_those_of_the_notice(int year, string notice)
    {
        var off = DaysOf(year).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Where(d => !China.IsWorkingDay(d));

        Assert.That(string.Join(" ", off.Select(d => $"{d:MM-dd}")), Is.EqualTo(notice));
    }

    [Test]
    public void Published_schedule_names_a_notice_for_each_year_and_does_not_contradict_itself()
    {
        var schedule = HolidaySchedule.Published();

        Assert.That(schedule.Years.Select(y => y.Year), Is.EqualTo(Enumerable.Range(2020, 7)));
        Assert.That(schedule.Years.Where(y => y.Notices.Count == 0), Is.Empty);
        Assert.That(schedule.Contradictions(), Is.Empty);
    }

    [Test]
    public void IsWorkingDay_year_without_schedule_knows_weekends_and_the_days_fixed_by_law()
    {
        Assert.That(China.IsWorkingDay(Day("2027-01-01")), Is.False);
        Assert.That(China.IsWorkingDay(Day("2027-01-02")), Is.False, "a Saturday");
        Assert.That(China.IsWorkingDay(Day("2027-01-04")));
        Assert.That(China.IsWorkingDay(Day("2027-02-08")), "the Spring Festival is not guessed");
    }

    [TestCase("2026-12-24", false)]
    [TestCase("2026-12-25", true, Description = "the next notice may move the days before New Year")]
    [TestCase("2027-01-04", true)]
    [TestCase("2019-12-31", true)]
    [TestCase("2025-12-31", false)]
    public void IsProvisional_where_a_notice_is_still_to_come(string day, bool provisional) =>
        Assert.That(China.IsProvisional(Day(day)), Is.EqualTo(provisional));

    [Test]
    public void NoticePeriod_into_an_unpublished_year_is_provisional()
    {
        Assert.That(China.NoticePeriod(Day("2026-12-17"), 5).IsProvisional, Is.False);
        Assert.That(China.NoticePeriod(Day("2026-12-29"), 5), Is.EqualTo(new NoticePeriod(Day("2026-12-29"), Day("2027-01-05"), 5, IsProvisional: true)));
    }

    [Test]
    public void With_a_further_year_settles_what_was_provisional()
    {
        var newYear = new DaysOff("New Year", Day("2027-01-01"), Day("2027-01-03"), 3);
        var days = new WorkingDays(HolidaySchedule.Published().With(new(2027, ["test"], [newYear], [Day("2027-01-09")])));

        Assert.That(days.IsProvisional(Day("2026-12-29"), Day("2027-01-05")), Is.False);
        Assert.That(days.IsWorkingDay(Day("2027-01-09")));
    }

    [Test]
    public void Schedule_that_contradicts_itself_is_refused()
    {
        var wrongLength = new HolidayYear(2027, ["test"], [new DaysOff("New Year", Day("2027-01-01"), Day("2027-01-03"), 2)], []);
        var weekday = new HolidayYear(2027, ["test"], [], [Day("2027-01-04")]);

        Assert.That(() => new WorkingDays(HolidaySchedule.Published().With(wrongLength)), Throws.ArgumentException);
        Assert.That(() => new WorkingDays(HolidaySchedule.Published().With(weekday)), Throws.ArgumentException);
    }

    [Test]
    public void AddWorkingDays_and_CountWorkingDays_agree() =>
        Prop.ForAll(Days(), Gen.Choose(1, 60).ToArbitrary(), (day, count) =>
        {
            var last = China.AddWorkingDays(day, count);
            return China.IsWorkingDay(last)
                && China.CountWorkingDays(day.AddDays(1), last) == count
                && (!China.IsWorkingDay(day) || China.AddWorkingDays(last, -count) == day);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Test]
    public void NoticePeriod_holds_exactly_its_working_days() =>
        Prop.ForAll(Days(), Gen.Choose(1, 15).ToArbitrary(), (first, days) =>
            China.NoticePeriod(first, days) is var notice
            && China.CountWorkingDays(notice.FirstDay, notice.LastDay) == days
            && China.IsWorkingDay(notice.LastDay)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Arbitrary<DateOnly> Days() =>
        Gen.Choose(Day("2020-01-01").DayNumber, Day("2026-12-31").DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
