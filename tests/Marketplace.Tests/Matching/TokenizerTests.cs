using FsCheck;
using FsCheck.Fluent;
using Marketplace.Matching;
using NUnit.Framework;

namespace Marketplace.Tests.Matching;

public class TokenizerTests
{
    [Test]
    public void Read_chinese_gives_characters_and_pairs() =>
        Assert.That(Slices("深度学习"), Is.EquivalentTo(["深", "度", "学", "习", "深度", "度学", "学习"]));

    [Test]
    public void Read_chinese_makes_no_pair_across_a_sign() =>
        Assert.That(Slices("研发,测试"), Is.EquivalentTo(["研", "发", "研发", "测", "试", "测试"]));

    [Test]
    public void Read_english_leaves_stop_words_out_and_pairs_the_rest() =>
        Assert.That(Slices("The state of the art"), Is.EqualTo(["state", "art", "state of the art"]));

    [Test]
    public void Read_english_makes_no_pair_across_a_sentence() =>
        Assert.That(Slices("Solid state. Battery packs"), Has.No.Member("state. Battery").And.Member("Solid state"));

    [Test]
    public void Read_mixed_text_parts_the_scripts() =>
        Assert.That(Slices("基于Transformer的模型"), Is.EquivalentTo(["基", "于", "基于", "Transformer", "的", "模", "型", "的模", "模型"]));

    [TestCase("learning", "Learned")]
    [TestCase("batteries", "BATTERY")]
    [TestCase("ＧａＮ", "GaN")]
    [TestCase("Si₃N₄", "si3n4")]
    [TestCase("5nm", "5 nm")]
    [TestCase("≥200 ℃", "200°C")]
    [TestCase("２００℃", "200 °c")]
    [TestCase("12,000 mAh", "12000mAh")]
    [TestCase("99.9 %", "99.9%")]
    [TestCase("10 μm", "10 µm")]
    [TestCase("50 kΩ", "50kΩ")]
    [TestCase("café", "cafe\u0301")]
    [TestCase("naïve", "naive")]
    [TestCase("state-of-the-art", "state of the art")]
    public void Read_same_thing_written_differently_gives_same_terms(string one, string other) => Assert.That(Terms(one), Is.EqualTo(Terms(other)));

    [TestCase("5nm", "7nm")]
    [TestCase("5 nm", "5 mm")]
    [TestCase("200 ℃", "200 ℉")]
    [TestCase("Si3N4", "SiN")]
    [TestCase("3.5", "35")]
    public void Read_different_measures_share_nothing(string one, string other) => Assert.That(Terms(one).Intersect(Terms(other)), Is.Empty);

    [TestCase("线宽5 nm以下", "5 nm")]
    [TestCase("耐温≥200 ℃的涂层", "200 ℃")]
    [TestCase("采用Si3N4陶瓷", "Si3N4")]
    [TestCase("良率99.95%以上", "99.95%")]
    [TestCase("型号GPT-4的", "GPT-4")]
    [TestCase("phase 3 a study", "3")]
    [TestCase("共1,234件", "1,234")]
    public void Read_measure_or_model_number_stands_in_text_as_written(string text, string expected) => Assert.That(Slices(text), Has.Member(expected));

    [Test]
    public void Read_enumeration_is_no_thousands() => Assert.That(Slices("1,2,3"), Is.EqualTo(["1", "2", "3"]));

    [Test]
    public void Read_rare_character_of_two_units_is_one_character() =>
        Assert.That(Slices("\U00020BB7野家"), Is.EquivalentTo(["\U00020BB7", "野", "家", "\U00020BB7野", "野家"]));

    [TestCase("")]
    [TestCase("   \n")]
    [TestCase("——!?。")]
    [TestCase("😀")]
    [TestCase("the of and")]
    public void Read_nothing_to_index_gives_no_tokens(string text) => Assert.That(Tokenizer.Read(text), Is.Empty);

    [Test]
    public void Read_broken_text_is_read_around()
    {
        var text = "laser\uD800welding \uFFFF \uDC00激光";

        Assert.That(Slices(text), Has.Member("laser").And.Member("welding").And.Member("激光"));
    }

    [Test]
    public void Read_any_text_gives_spans_within_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => Tokenizer.Read(text.Get).TrueForAll(t =>
            t.Term != 0 && t.Span.Length > 0 && t.Span.Start >= 0 && t.Span.End <= text.Get.Length)).QuickCheckThrowOnFailure();

    private static List<string> Slices(string text) => Tokenizer.Read(text).ConvertAll(t => text.Substring(t.Span.Start, t.Span.Length));

    private static List<ulong> Terms(string text) => Tokenizer.Read(text).ConvertAll(t => t.Term);
}
