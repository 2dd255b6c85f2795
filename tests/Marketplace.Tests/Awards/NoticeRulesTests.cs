using Marketplace.Awards;
using Marketplace.Challenges;
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

    [TestCase("2026-03-07 10:00:00", NoticePhase.Coming)]
    [TestCase("2026-03-08 23:59:59", NoticePhase.Coming)]
    [TestCase("2026-03-09 00:00:00", NoticePhase.Running)]
    [TestCase("2026-03-13 23:59:59", NoticePhase.Running)]
    [TestCase("2026-03-14 00:00:00", NoticePhase.Ended)]
    public void Notice_confirmed_on_a_Saturday_is_coming_until_Monday(string now, NoticePhase phase)
    {
        var period = NoticeRules.Period(At("2026-03-07 09:00:00"), 5, WorkingDays.China);
        var row = new NoticeRow
        {
            Code = "PD-GS-2026-0001", ChallengeId = Guid.Empty, ChallengeCode = "PD-JB-2026-0001", Title = "", Kind = ChallengeKind.Enterprise, Publisher = "",
            FirstDay = period.FirstDay, LastDay = period.LastDay, EndsAt = period.EndsAt, IssuedAt = default, IsProvisional = false, IsDemo = false,
        };
        Assert.That(row.PhaseAt(At(now)), Is.EqualTo(phase));
    }

    private static DateTimeOffset At(string wallClock) => DateTimeOffset.Parse(wallClock + " +08:00", System.Globalization.CultureInfo.InvariantCulture);
}
