using System.Globalization;
using Marketplace.Kernel;
using Marketplace.Notifications;
using NUnit.Framework;

namespace Marketplace.Tests.Notifications;

public sealed class QuietTimeTests
{
    // Local times of Shanghai; the second day is the one after the first.
    [TestCase("1 21:59", "22:00", "08:00", ExpectedResult = "1 21:59", TestName = "Before the quiet time at once")]
    [TestCase("1 22:00", "22:00", "08:00", ExpectedResult = "2 08:00", TestName = "From its first minute until the morning")]
    [TestCase("2 00:30", "22:00", "08:00", ExpectedResult = "2 08:00", TestName = "After midnight until the same morning")]
    [TestCase("2 07:59", "22:00", "08:00", ExpectedResult = "2 08:00", TestName = "Until its last minute")]
    [TestCase("2 08:00", "22:00", "08:00", ExpectedResult = "2 08:00", TestName = "At its end at once")]
    [TestCase("1 12:30", "12:00", "14:00", ExpectedResult = "1 14:00", TestName = "A quiet noon")]
    [TestCase("1 03:00", "00:00", "00:00", ExpectedResult = "1 03:00", TestName = "No quiet time")]
    public string After(string instant, string from, string until) => Text(QuietTime.After(At(instant), Time(from), Time(until)));

    [TestCase("1 08:29", ExpectedResult = "1 08:30")]
    [TestCase("1 08:30", ExpectedResult = "2 08:30")]
    [TestCase("1 23:00", ExpectedResult = "2 08:30")]
    public string NextDigest(string instant) => Text(QuietTime.NextDigest(At(instant)));

    private static DateTimeOffset At(string text) => ShanghaiTime.At(new DateOnly(2026, 3, text[0] - '0'), Time(text[2..]));

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => ShanghaiTime.Local(instant).ToString("d HH:mm", CultureInfo.InvariantCulture);
}
