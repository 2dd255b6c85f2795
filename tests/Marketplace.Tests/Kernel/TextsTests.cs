using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class TextsTests
{
    private static readonly TextCatalogue Catalogue = new(strict: true, [typeof(Texts).Assembly]);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [TestCase("zh-CN", ExpectedResult = "zh-CN")]
    [TestCase("en", ExpectedResult = "en")]
    [TestCase("en-GB", ExpectedResult = "en")]
    [TestCase("fr", ExpectedResult = "zh-CN")]
    [TestCase(null, ExpectedResult = "zh-CN")]
    public string For_any_culture_finds_one_of_the_languages(string? culture) => Catalogue.For(culture).Language;

    [Test]
    public void Missing_text_is_an_error_where_strict_and_its_key_where_not()
    {
        Assert.That(() => Catalogue.For("en")["Kernel.NoSuchText"], Throws.TypeOf<KeyNotFoundException>());
        var lenient = new TextCatalogue(strict: false, [typeof(Texts).Assembly]);
        Assert.That(lenient.For("en")["Kernel.NoSuchText"], Is.EqualTo("Kernel.NoSuchText"));
    }

    [Test]
    public void Refusal_with_members_of_enums_speaks_their_names()
    {
        var refusal = new Refusal("organisation.wrong_state", null, Marketplace.Organisations.VerificationStatus.Draft, Marketplace.Organisations.VerificationAction.Verify);
        Assert.That(Catalogue.For("en").Refusal(refusal), Is.EqualTo("The organisation is “Not submitted”; “Verify” cannot be done now."));
    }

    [TestCase(20L << 20, ExpectedResult = "The file is larger than 20 MB.")]
    [TestCase(3L << 29, ExpectedResult = "The file is larger than 1.5 GB.")]
    [TestCase(1536L, ExpectedResult = "The file is larger than 1.5 KB.")]
    [TestCase(900L, ExpectedResult = "The file is larger than 900 B.")]
    public string Refusal_with_a_number_of_bytes_speaks_a_size(long bytes) => Catalogue.For("en").Refusal(new("file.too_large", null, bytes));

    [Test]
    public void Refusal_with_a_moment_speaks_the_time_in_shanghai() =>
        Assert.That(Catalogue.For("en").Refusal(new("account.locked", null, Now)), Does.Contain("2026-11-22 18:00"));

    [Test]
    public void Name_of_an_unknown_member_is_an_error() =>
        Assert.That(() => Catalogue.For("en").Name((PlatformRole)999), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Count_takes_the_singular_only_where_the_language_has_one()
    {
        var english = new Texts("en", new Dictionary<string, string> { ["Hall.Found"] = "{0} challenges", ["Hall.Found.One"] = "{0} challenge" }, strict: true);
        var chinese = new Texts("zh-CN", new Dictionary<string, string> { ["Hall.Found"] = "{0}." }, strict: true);
        Assert.That(english.Count("Hall.Found", 1), Is.EqualTo("1 challenge"));
        Assert.That(english.Count("Hall.Found", 1200), Is.EqualTo("1,200 challenges"));
        Assert.That(chinese.Count("Hall.Found", 1), Is.EqualTo("1."));
    }

    [TestCase(-1, ExpectedResult = "Closed")]
    [TestCase(0, ExpectedResult = "Closed")]
    [TestCase(59, ExpectedResult = "0 min 59 s left")]
    [TestCase(3_600, ExpectedResult = "1 h 0 min left")]
    [TestCase(86_399, ExpectedResult = "23 h 59 min left")]
    [TestCase(90_000, ExpectedResult = "1 d 1 h left")]
    public string Remaining_in_seconds_speaks_the_two_largest_units(int seconds) => Catalogue.For("en").Remaining(Now.AddSeconds(seconds), Now);

    [Test]
    public void Amount_is_exact_and_spoken()
    {
        var bounty = new Money(250_000_000, Currency.CNY);
        Assert.That(Catalogue.For("en").FullAmount(bounty), Is.EqualTo("¥2,500,000 (CNY 2.5 million)"));
        Assert.That(Catalogue.For("zh-CN").FullAmount(bounty), Does.StartWith("¥2,500,000 (250 "));
    }
}
