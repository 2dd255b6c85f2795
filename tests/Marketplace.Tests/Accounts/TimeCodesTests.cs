using System.Text;
using Marketplace.Accounts;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

public sealed class TimeCodesTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1, the last six of eight digits.
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Code_at_the_times_of_the_standard_is_its_code(long seconds, string code) =>
        Assert.That(TimeCodes.Code(Secret, seconds / TimeCodes.StepSeconds), Is.EqualTo(code));

    [TestCase(-2, false)]
    [TestCase(-1, true)]
    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    public void Match_bears_one_step_of_drift(int steps, bool fits)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var code = TimeCodes.Code(Secret, TimeCodes.StepAt(now) + steps);
        Assert.That(TimeCodes.Match(Secret, code, now, 0) is not null, Is.EqualTo(fits));
    }

    [Test]
    public void Match_taken_step_fits_no_more_nor_any_before()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var step = TimeCodes.StepAt(now);
        Assert.That(TimeCodes.Match(Secret, TimeCodes.Code(Secret, step), now, step), Is.Null);
        Assert.That(TimeCodes.Match(Secret, TimeCodes.Code(Secret, step - 1), now, step), Is.Null);
        Assert.That(TimeCodes.Match(Secret, TimeCodes.Code(Secret, step + 1), now, step), Is.EqualTo(step + 1));
    }

    [TestCase("")]
    [TestCase("12345")]
    [TestCase("1234567")]
    [TestCase("\u0661\u0662\u0663\u0664\u0665\u0666")]
    public void Match_what_is_no_code_fits_nothing(string typed) =>
        Assert.That(TimeCodes.Match(Secret, typed, DateTimeOffset.UnixEpoch, -10), Is.Null);

    // RFC 4648, section 10, without the padding.
    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Base32_writes_as_the_standard(string text, string written) =>
        Assert.That(Base32.Write(Encoding.ASCII.GetBytes(text)), Is.EqualTo(written));
}
