using FsCheck;
using FsCheck.Fluent;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class OrcidTests
{
    [TestCase("0000-0002-1825-0097")]
    [TestCase("0000000218250097")]
    [TestCase(" 0000 0002 1825 0097 ")]
    [TestCase("https://orcid.org/0000-0002-1825-0097")]
    [TestCase("HTTP://ORCID.ORG/0000-0002-1825-0097/")]
    [TestCase("orcid.org/0000-0002-1825-0097")]
    [TestCase("ORCID: 0000-0002-1825-0097")]
    [TestCase("００００－０００２－１８２５－００９７")]
    [TestCase("0000–0002–1825–0097")]
    public void Parse_reads_every_way_of_writing(string typed) =>
        Assert.That(Orcid.Parse(typed).Value, Is.EqualTo("0000-0002-1825-0097"));

    [TestCase("0000-0002-1694-233x", "0000-0002-1694-233X")]
    [TestCase("0000-0001-5109-3700", "0000-0001-5109-3700")]
    public void Parse_other_known_numbers(string typed, string orcid) => Assert.That(Orcid.Parse(typed).Value, Is.EqualTo(orcid));

    [TestCase(null, "orcid.unreadable")]
    [TestCase("", "orcid.unreadable")]
    [TestCase("0000-0002-1825-009", "orcid.unreadable")]
    [TestCase("0000-0002-1825-00977", "orcid.unreadable")]
    [TestCase("000X-0002-1825-0097", "orcid.unreadable")]
    [TestCase("0000-0002-1825-009A", "orcid.unreadable")]
    [TestCase("٠000-0002-1825-0097", "orcid.unreadable")]
    [TestCase("https://example.org/0000-0002-1825-0097", "orcid.unreadable")]
    [TestCase("0000-0002-1825-0098", "orcid.check_digit")]
    [TestCase("0000-0002-1852-0097", "orcid.check_digit")]
    public void Parse_refuses_the_rest(string? typed, string code) =>
        Assert.That(Orcid.Parse(typed, "Orcid").Refusal, Is.EqualTo(new Refusal(code, "Orcid")).Using<Refusal>((a, b) => a.Code == b.Code && a.Field == b.Field));

    [Test]
    public void Parse_every_single_changed_digit_and_every_swap_of_neighbours_is_found() =>
        Prop.ForAll(Numbers(), Gen.Choose(0, 15).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (number, at, digit) =>
        {
            var changed = number[..at] + digit + number[(at + 1)..];
            var next = Math.Min(at + 1, 15);
            var swapped = at == next ? number : number[..at] + number[next] + number[at] + number[(next + 1)..];
            return Orcid.Parse(number).IsOk
                && (changed == number || !Orcid.Parse(changed).IsOk)
                && (swapped == number || !Orcid.Parse(swapped).IsOk);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Arbitrary<string> Numbers() =>
        Gen.Choose(0, 9).ArrayOf(15).Select(d => string.Concat(d)).Select(d => d + Orcid.CheckCharacter(d)).ToArbitrary();
}
