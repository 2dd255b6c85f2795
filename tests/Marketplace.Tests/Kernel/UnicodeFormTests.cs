using Marketplace.Accounts;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class UnicodeFormTests
{
    [TestCase("\uff12\uff15", "25")]
    [TestCase("a\uFFFE", "a\uFFFD")]
    [TestCase("", "")]
    public void Any_text_has_a_compatible_form(string text, string form) => Assert.That(UnicodeForm.Compatible(text), Is.EqualTo(form));

    // Not as a case: attributes hold no half pairs.
    [Test]
    public void Half_a_pair_of_surrogates_becomes_unreadable() => Assert.That(UnicodeForm.Compatible("\uff21\uD83D"), Is.EqualTo("A\uFFFD"));

    [Test]
    public void Letters_and_accents_are_composed_and_taken_apart()
    {
        Assert.That(UnicodeForm.Composed("e\u0301"), Is.EqualTo("\u00e9"));
        Assert.That(UnicodeForm.Decomposed("\u00e9"), Is.EqualTo("e\u0301"));
    }

    [TestCase("lin@example.org\uFFFE")]
    [TestCase("\uFFFElin@example.org")]
    public void Mail_address_with_a_noncharacter_is_read_and_reaches_nobody(string typed) => Assert.That(EmailAddress.Clean(typed), Is.Not.EqualTo("lin@example.org"));

    [Test]
    public void Nul_in_a_mail_address_goes() => Assert.That(EmailAddress.Clean("lin@example.org\0"), Is.EqualTo("lin@example.org"));
}
