using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Awards;

/// <summary>The number of a notice within its year.</summary>
internal sealed record NoticeNumber(int Year, int Number)
{
    public string Code => string.Create(CultureInfo.InvariantCulture, $"PD-GS-{Year}-{Number:D4}");

    /// <summary>The next one; only inside the one transaction that writes, so that there are no gaps and no duplicates.</summary>
    public static async Task<NoticeNumber> Next(Writing w, CancellationToken ct)
    {
        var year = ShanghaiTime.DayOf(w.Now).Year;
        var last = await w.Db.Set<Award>().Where(a => a.NoticeYear == year).MaxAsync(a => a.NoticeNumber, ct) ?? 0;
        return new NoticeNumber(year, last + 1);
    }
}

/// <summary>When a public notice stands.</summary>
public static class NoticeRules
{
    /// <summary>Shanghai wall-clock time at which a working day of the platform ends (a default of this platform).</summary>
    public static readonly TimeOnly EndOfWork = new(17, 0);

    /// <summary>
    /// Working days count with the first one included, as in the notices of Shanghai's science commission. What is confirmed on a
    /// working day before <see cref="EndOfWork"/> stands from that day; confirmed later or on a day off, from the next working day.
    /// </summary>
    public static NoticePeriod Period(DateTimeOffset confirmedAt, int workingDays, WorkingDays calendar)
    {
        var day = ShanghaiTime.DayOf(confirmedAt);
        var isInTime = calendar.IsWorkingDay(day) && confirmedAt < ShanghaiTime.At(day, EndOfWork);
        return calendar.NoticePeriod(isInTime ? day : calendar.AddWorkingDays(day, 1), workingDays);
    }
}
