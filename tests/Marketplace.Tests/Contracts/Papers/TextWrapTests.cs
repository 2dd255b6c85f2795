using Marketplace.Contracts.Papers;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Papers;

public sealed class TextWrapTests
{
    // A Chinese character is as wide as two Latin ones.
    private static double Measure(string text) => text.EnumerateRunes().Sum(r => r.Value >= 0x2E80 ? 2 : 1);

    private static List<string> Lines(string text, double width) => TextWrap.Lines(text, width, Measure);

    [Test]
    public void Lines_break_between_characters_and_between_words() =>
        Assert.That(Lines("\u63ed\u699c\u6302\u5e05 unlock bounty", 8), Is.EqualTo(new[] { "\u63ed\u699c\u6302\u5e05", "unlock", "bounty" }));

    [Test]
    public void Closing_mark_does_not_begin_a_line_and_opening_mark_does_not_end_one()
    {
        Assert.That(Lines("\u63ed\u699c\u6302\u5e05\uFF0C\u597D", 8), Is.EqualTo(new[] { "\u63ed\u699c\u6302", "\u5e05\uFF0C\u597D" }));
        Assert.That(Lines("\u63ed\u699c\u6302\uFF08\u5e05\uFF09", 8), Is.EqualTo(new[] { "\u63ed\u699c\u6302", "\uFF08\u5e05\uFF09" }));
    }

    [Test]
    public void Word_longer_than_the_line_is_broken_and_nothing_is_lost()
    {
        var hash = new string('a', 64);
        var lines = Lines("SHA-256: " + hash, 20);
        Assert.That(string.Concat(lines).Replace(" ", "", StringComparison.Ordinal), Is.EqualTo("SHA-256:" + hash));
        Assert.That(lines.Select(Measure), Is.All.LessThanOrEqualTo(20));
    }

    [Test]
    public void Empty_text_is_one_empty_line() => Assert.That(Lines("", 8), Is.EqualTo(new[] { "" }));
}
