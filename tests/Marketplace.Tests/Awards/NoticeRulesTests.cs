using Marketplace.Awards;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Awards;

public sealed class NoticeRulesTests
{
    // Labour Day 2026: 1 to 5 May are days off and Saturday 9 May is worked in exchange.
    [TestCase("2026-03-02 09:00", 5, "2026-03-02", "2026-03-06", TestName = "Monday morning counts itself and ends on Friday")]
    [TestCase("2026-03-02 16:59", 5, "2026-03-02", "2026-03-06", TestName = "The last minute of work counts")]
    [TestCase("2026-03-02 17:00", 5, "2026-03-03", "2026-03-09", TestName = "After work counts from the next working day")]
    [TestCase("2026-03-06 18:00", 5, "2026-03-09", "2026-03-13", TestName = "Friday evening counts from Monday")]
    [TestCase("2026-03-07 10:00", 5, "2026-03-09", "2026-03-13", TestName = "Saturday counts from Monday")]
    [TestCase("2026-04-29 10:00", 5, "2026-04-29", "2026-05-08", TestName = "Labour Day is no working day")]
    [TestCase("2026-05-06 10:00", 5, "2026-05-06", "2026-05-11", TestName = "A Saturday worked in exchange counts")]
    [TestCase("2026-05-09 10:00", 1, "2026-05-09", "2026-05-09", TestName = "A notice may begin on such a Saturday")]
    public void Notice_confirmed_then_stands(string confirmed, int days, string first, string last)
    {
        var at = DateTimeOffset.Parse(confirmed + " +08:00", System.Globalization.CultureInfo.InvariantCulture);
        var period = NoticeRules.Period(at, days, WorkingDays.China);
        Assert.That((period.FirstDay, period.LastDay), Is.EqualTo((DateOnly.ParseExact(first, "yyyy-MM-dd"), DateOnly.ParseExact(last, "yyyy-MM-dd"))));
    }
}
