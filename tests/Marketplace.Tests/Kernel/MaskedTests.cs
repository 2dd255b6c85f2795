using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class MaskedTests
{
    [TestCase("闻以澄", "闻**")]
    [TestCase("Lin Yue", "L** Y**")]
    [TestCase("\U00020BB7野", "\U00020BB7**")]
    [TestCase("", "")]
    public void Name_keeps_its_first_characters(string name, string shown) => Assert.That(Masked.Name(name), Is.EqualTo(shown));

    [TestCase("021-5555 0100", "021****00")]
    [TestCase("+86 138 0013 8000", "861****00")]
    [TestCase("12345", "****")]
    public void Phone_keeps_both_ends(string phone, string shown) => Assert.That(Masked.Phone(phone), Is.EqualTo(shown));

    [TestCase("contact@demo.example", "c***@demo.example")]
    [TestCase("@demo.example", "***")]
    public void Email_keeps_its_first_letter_and_host(string email, string shown) => Assert.That(Masked.Email(email), Is.EqualTo(shown));
}
