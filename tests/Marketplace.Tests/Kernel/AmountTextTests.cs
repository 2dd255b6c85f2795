using FsCheck;
using FsCheck.Fluent;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class AmountTextTests
{
    private static readonly TextCatalogue Catalogue = new(strict: true, [typeof(Texts).Assembly]);
    private static readonly Texts Chinese = Catalogue.For(Texts.Chinese);
    private static readonly Texts English = Catalogue.For(Texts.English);

    [TestCase("2500000", 250_000_000)]
    [TestCase("2,500,000", 250_000_000)]
    [TestCase("２，５００，０００", 250_000_000)]
    [TestCase("2 500 000", 250_000_000)]
    [TestCase("2, 500, 000", 250_000_000)]
    [TestCase("2\u00A0500\u2009000", 250_000_000)]
    [TestCase("250,0000", 250_000_000, Description = "grouped in ten thousands")]
    [TestCase("250万", 250_000_000)]
    [TestCase("250 万元", 250_000_000)]
    [TestCase("２５０　万　元", 250_000_000, Description = "ideographic blanks")]
    [TestCase("250萬", 250_000_000)]
    [TestCase("250w", 250_000_000)]
    [TestCase("0.025亿元", 250_000_000)]
    [TestCase("2.5百万", 250_000_000)]
    [TestCase("2.5 million", 250_000_000)]
    [TestCase("CNY 2.5 million", 250_000_000)]
    [TestCase("¥2,500,000", 250_000_000)]
    [TestCase("￥2,500,000", 250_000_000)]
    [TestCase("¥ 2,500,000 元", 250_000_000)]
    [TestCase("人民币250万元", 250_000_000)]
    [TestCase("人民币贰佰", null)]
    [TestCase("RMB 2500000", 250_000_000)]
    [TestCase("rmb2500000元整", 250_000_000)]
    [TestCase("2500000cny", 250_000_000)]
    [TestCase("+250万", 250_000_000)]
    [TestCase("¥2,500,000 (250 万元)", 250_000_000)]
    [TestCase("¥2,500,000（250 万元）", 250_000_000)]
    [TestCase("1,234.56", 123_456)]
    [TestCase("1.10", 110)]
    [TestCase("1.100000", 110)]
    [TestCase("0.01", 1)]
    [TestCase(".5", 50)]
    [TestCase("0.000001万", 1)]
    [TestCase("007", 700)]
    [TestCase("1万亿元", 100_000_000_000_000)]
    [TestCase("1,000,000,000,000", 100_000_000_000_000)]
    public void Parse_reads_what_people_type(string text, long? minor)
    {
        var read = AmountText.Parse(text, Currency.CNY);

        if (minor is null) Assert.That(read.Refusal.Code, Is.EqualTo("amount.unreadable"));
        else Assert.That(read.Value, Is.EqualTo(new Money(minor.Value, Currency.CNY)));
    }

    [TestCase(null, "amount.required")]
    [TestCase("", "amount.required")]
    [TestCase(" 　", "amount.required")]
    [TestCase("0", "amount.zero")]
    [TestCase("¥0.00", "amount.zero")]
    [TestCase("-0", "amount.zero")]
    [TestCase("零", "amount.unreadable")]
    [TestCase("-250万", "amount.negative")]
    [TestCase("－２５０", "amount.negative")]
    [TestCase("\u2212250", "amount.negative")]
    [TestCase("¥-250", "amount.negative")]
    [TestCase("-0.001", "amount.negative")]
    [TestCase("0.001", "amount.too_fine")]
    [TestCase("1.005", "amount.too_fine")]
    [TestCase("0.0000001万元", "amount.too_fine")]
    [TestCase("1,000,000,000,000.01", "amount.too_large")]
    [TestCase("2万亿", "amount.too_large")]
    [TestCase("99999999999999999999999999999999999999999999999999999999999999999999999", "amount.too_large")]
    [TestCase("999999999999999999999999999999999999999999999999999999999999999999999999999999999", "amount.too_long")]
    [TestCase("USD 250", "amount.other_currency")]
    [TestCase("250 美元", "amount.other_currency")]
    [TestCase("$250", "amount.other_currency")]
    [TestCase("abc", "amount.unreadable")]
    [TestCase("万元", "amount.unreadable")]
    [TestCase("250万-300万", "amount.unreadable")]
    [TestCase("约250万", "amount.unreadable")]
    [TestCase("250万以上", "amount.unreadable")]
    [TestCase("面议", "amount.unreadable")]
    [TestCase("1e6", "amount.unreadable")]
    [TestCase("0x10", "amount.unreadable")]
    [TestCase("NaN", "amount.unreadable")]
    [TestCase("∞", "amount.unreadable")]
    [TestCase("١٢٣", "amount.unreadable", Description = "digits of another script")]
    [TestCase("--5", "amount.unreadable")]
    [TestCase("+-5", "amount.unreadable")]
    [TestCase("5-", "amount.unreadable")]
    [TestCase("(500)", "amount.unreadable")]
    [TestCase("1.2.3", "amount.unreadable")]
    [TestCase("1.", "amount.unreadable")]
    [TestCase(".", "amount.unreadable")]
    [TestCase(",", "amount.unreadable")]
    [TestCase("2,50", "amount.unreadable", Description = "perhaps two and a half")]
    [TestCase("2.500,00", "amount.unreadable")]
    [TestCase("1,000,00", "amount.unreadable")]
    [TestCase("1,000 000", "amount.unreadable")]
    [TestCase(",500", "amount.unreadable")]
    [TestCase("1234,567", "amount.unreadable")]
    [TestCase("250万万", "amount.unreadable")]
    [TestCase("250元万", "amount.unreadable")]
    [TestCase("¥2,500,000 (25 万元)", "amount.unreadable", Description = "two different amounts")]
    [TestCase("¥2,500,000 (", "amount.unreadable")]
    [TestCase("¥¥¥¥5", "amount.unreadable")]
    [TestCase("<script>5</script>", "amount.unreadable")]
    public void Parse_refuses_the_rest_each_with_its_code(string? text, string code)
    {
        var read = AmountText.Parse(text, Currency.CNY, "Bounty");

        Assert.That(read.IsOk, Is.False);
        Assert.That((read.Refusal.Code, read.Refusal.Field), Is.EqualTo((code, "Bounty")));
    }

    [TestCase("HKD", "$250", 25_000)]
    [TestCase("USD", "$250", 25_000)]
    [TestCase("USD", "250万美元", 250_000_000)]
    [TestCase("EUR", "€1,234.50", 123_450)]
    [TestCase("XTS", "XTS 5", 500)]
    public void Parse_marks_of_the_asked_currency_are_read(string currency, string text, long minor) =>
        Assert.That(AmountText.Parse(text, Currency.Parse(currency)).Value.Minor, Is.EqualTo(minor));

    [TestCase(250_000_000, "¥2,500,000 (250 万元)", "¥2,500,000 (CNY 2.5 million)")]
    [TestCase(1_000_000, "¥10,000 (1 万元)", "¥10,000")]
    [TestCase(999_900, "¥9,999", "¥9,999")]
    [TestCase(123_456, "¥1,234.56", "¥1,234.56")]
    [TestCase(150, "¥1.50", "¥1.50")]
    [TestCase(1_234_560_000_000, "¥12,345,600,000 (123.456 亿元)", "¥12,345,600,000 (CNY 12.3456 billion)")]
    [TestCase(12_345_678_900, "¥123,456,789 (12,345.6789 万元)", "¥123,456,789")]
    [TestCase(12_345_678_901, "¥123,456,789.01", "¥123,456,789.01")]
    [TestCase(0, "¥0", "¥0")]
    [TestCase(-250_000_000, "-¥2,500,000", "-¥2,500,000")]
    public void Format_shows_the_amount_in_full_and_as_people_say_it(long minor, string chinese, string english)
    {
        Assert.That(AmountText.Format(new(minor, Currency.CNY), Chinese), Is.EqualTo(chinese));
        Assert.That(AmountText.Format(new(minor, Currency.CNY), English), Is.EqualTo(english));
    }

    [TestCase("USD", "US$2,500,000 (250 万美元)", "US$2,500,000 (USD 2.5 million)")]
    [TestCase("HKD", "HK$2,500,000 (250 万港元)", "HK$2,500,000 (HKD 2.5 million)")]
    [TestCase("EUR", "€2,500,000 (250 万欧元)", "€2,500,000 (EUR 2.5 million)")]
    [TestCase("XTS", "XTS 2,500,000 (250 万测试币)", "XTS 2,500,000 (XTS 2.5 million)")]
    public void Format_names_each_currency(string currency, string chinese, string english)
    {
        var money = new Money(250_000_000, Currency.Parse(currency));

        Assert.That((AmountText.Format(money, Chinese), AmountText.Format(money, English)), Is.EqualTo((chinese, english)));
    }

    [Test]
    public void Format_smallest_long_does_not_overflow() =>
        Assert.That(AmountText.Format(new(long.MinValue, Currency.CNY), Chinese), Is.EqualTo("-¥92,233,720,368,547,758.08"));

    [Test]
    public void Parse_of_format_gives_the_amount_back() =>
        Prop.ForAll(Amounts(), Gen.Elements(Chinese, English).ToArbitrary(), (money, texts) =>
            AmountText.Parse(AmountText.Format(money, texts), money.Currency).Value == money
            && AmountText.Parse(AmountText.FormatPlain(money), money.Currency).Value == money)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Test]
    public void Parse_never_rounds_a_scaled_decimal() =>
        Prop.ForAll(Gen.Choose(1, 999_999_999).ToArbitrary(), millionths =>
        {
            // n millionths of 万 are n × 0.01 yuan: exact for every n.
            var text = $"{millionths / 1_000_000}.{millionths % 1_000_000:000000}万元";
            return AmountText.Parse(text, Currency.CNY).Value.Minor == millionths;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Test]
    public void Parse_any_text_gives_an_answer() =>
        Prop.ForAll<string?>(text => AmountText.Parse(text, Currency.CNY) is { IsOk: true } or { Refusals.Count: 1 }).QuickCheckThrowOnFailure();

    [Test]
    public void Parse_any_soup_of_amount_characters_gives_a_positive_amount_or_a_refusal() =>
        Prop.ForAll(Gen.Elements("0123456789,. -+¥万亿元()（），．".ToCharArray()).ArrayOf().Select(c => new string(c)).ToArbitrary(), text =>
            AmountText.Parse(text, Currency.CNY) is var read && (!read.IsOk || read.Value.Minor > 0))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static Arbitrary<Money> Amounts() => (
        from digits in Gen.Choose(1, 14)
        from minor in Gen.Choose(1, int.MaxValue).Select(n => (long)n * 46_566)
        from zeros in Gen.Choose(0, 9)
        from currency in Gen.Elements<Currency>([.. Currency.All])
        let cut = Math.Max(1, minor % (long)Math.Pow(10, digits))
        let round = cut / (long)Math.Pow(10, Math.Min(zeros, digits - 1)) * (long)Math.Pow(10, Math.Min(zeros, digits - 1))
        select new Money(Math.Max(1, round), currency)).ToArbitrary();
}
