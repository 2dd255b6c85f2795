using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class TextRulesTests
{
    [TestCase("  榜单 　\n", "榜单")]
    [TestCase("a\r\nb\rc\u0085d\u2028e\u2029f\ng", "a\nb\nc\nd\ne\nf\ng")]
    [TestCase("a\n\n  b\t1", "a\n\n  b\t1")]
    [TestCase("cafe\u0301", "café")]
    [TestCase("１２３，ＡＢＣ", "１２３，ＡＢＣ")]
    [TestCase("<script>alert(1)</script> & 'x'", "<script>alert(1)</script> & 'x'")]
    [TestCase("龘𠮷👩‍🔬", "龘𠮷👩‍🔬")]
    public void Clean_keeps_the_words_and_mends_the_form(string typed, string cleaned) =>
        Assert.That(TextRules.Clean(typed, 100).Value, Is.EqualTo(cleaned));

    [Test]
    public void Clean_takes_out_invisible_deceivers()
    {
        const string typed = "\uFEFFpay\u200B \u202Eyap\u202C \u2066x\u2069 co\u00ADop\u2060";

        Assert.That(TextRules.Clean(typed, 100).Value, Is.EqualTo("pay yap x coop"));
    }

    [Test]
    public void CleanLine_makes_one_line() =>
        Assert.That(TextRules.CleanLine(" 芯片\r\n  检测\t\t\u3000设备 ", 100).Value, Is.EqualTo("芯片 检测 设备"));

    private static IEnumerable<TestCaseData> Blank()
    {
        string?[] blanks = [null, "", " \r\n\t\u3000\u00A0", "\u200B\uFEFF\u202E", "\u200D", "\u0301", "\u2028"];
        return blanks.Select((blank, i) => new TestCaseData(blank).SetArgDisplayNames($"blank {i}"));
    }

    [TestCaseSource(nameof(Blank))]
    public void Clean_nothing_visible_is_missing(string? blank)
    {
        Assert.That((TextRules.Clean(blank, 10, "Title").Refusal.Code, TextRules.CleanLine(blank, 10, "Title").Refusal.Field), Is.EqualTo(("text.required", "Title")));
        Assert.That((TextRules.CleanOptional(blank, 10).Value, TextRules.CleanOptionalLine(blank, 10).Value), Is.EqualTo(((string?)null, (string?)null)));
    }

    private static IEnumerable<TestCaseData> Invalid()
    {
        (string Text, string First)[] texts =
        [
            ("a\0b", "U+0000"), ("a\u0007", "U+0007"), ("\u001B[31m", "U+001B"), ("a\u007F", "U+007F"), ("a\u0093b", "U+0093"),
            ("a\uD83D", "U+D83D"), ("\uDE00a", "U+DE00"), ("\uDE00\uD83D", "U+DE00"), ("a\uFFFE", "U+FFFE"), ("a\uFFFF", "U+FFFF"), ("a\uFDD0", "U+FDD0"),
            (Encoding.UTF8.GetString([0x61, 0xE6, 0xA6]), "U+FFFD"),
        ];
        return texts.Select(t => new TestCaseData(t.Text, t.First).SetArgDisplayNames(t.First, $"{t.Text.Length} characters"));
    }

    [TestCaseSource(nameof(Invalid))]
    public void Clean_invalid_characters_are_refused_and_named(string text, string first)
    {
        var refusal = TextRules.CleanOptional(text, 100, "Title").Refusal;

        Assert.That((refusal.Code, refusal.Field, refusal.Args[0]), Is.EqualTo(("text.invalid_characters", "Title", (object)first)));
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Clean_text_at_the_limit_passes_and_one_more_does_not(int length, bool passes)
    {
        var cleaned = TextRules.Clean($"  {new string('榜', length)}  ", 10);

        Assert.That(cleaned.IsOk, Is.EqualTo(passes));
        if (!passes) Assert.That((cleaned.Refusal.Code, cleaned.Refusal.Args), Is.EqualTo(("text.too_long", new object[] { 10, 11 })));
    }

    [Test]
    public void Clean_length_is_counted_in_utf16_code_units()
    {
        Assert.That(TextRules.Clean("𠮷𠮷", 4).IsOk);
        Assert.That(TextRules.Clean("𠮷𠮷", 3).Refusal.Args, Is.EqualTo(new object[] { 3, 4 }));
    }

    [Test]
    public void Clean_line_ends_of_a_form_count_once() => Assert.That(TextRules.Clean("a\r\nb", 3).IsOk);

    [Test]
    public void Clean_a_megabyte_is_refused_unread() =>
        Assert.That(TextRules.Clean(new string('\0', 1 << 20), 200).Refusal.Args, Is.EqualTo(new object[] { 200, 1 << 20 }));

    [Test]
    public void Clean_clean_text_stays_as_it_is() =>
        Prop.ForAll(Texts(), text =>
        {
            var (once, line) = (TextRules.CleanOptional(text, 1_000), TextRules.CleanOptionalLine(text, 1_000));
            return (!once.IsOk || once.Value is null || TextRules.Clean(once.Value, 1_000).Value == once.Value && once.Value.IsNormalized())
                && (!line.IsOk || line.Value is null || TextRules.CleanLine(line.Value, 1_000).Value == line.Value && !line.Value.Contains('\n'));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static Arbitrary<string> Texts() =>
        Gen.Elements("a", "é", "e", "\u0301", "榜", "𠮷", " ", "\u3000", "\r", "\n", "\t", "\u200B", "\u200D", "\u202E", "\uFEFF", "\0", "\uD83D", "\uDC00", "\uFFFD", "\u1100", "\u1161", "\u11A8")
            .ArrayOf().Select(string.Concat).ToArbitrary();
}
