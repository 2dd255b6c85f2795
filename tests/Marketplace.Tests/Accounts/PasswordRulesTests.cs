using Marketplace.Accounts;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules = new(new CommonPasswords());
    private static readonly Person Lin = new() { Email = "lin.yue@pujiang-lab.example", DisplayName = "Lin Yue" };

    // The first that reach ten characters in the published lists of the most used passwords, and their kin.
    [TestCase("1234567890")]
    [TestCase("0987654321")]
    [TestCase("1111111111")]
    [TestCase("1q2w3e4r5t")]
    [TestCase("1qaz2wsx3edc")]
    [TestCase("qwertyuiop")]
    [TestCase("qwerty123456")]
    [TestCase("Password123")]
    [TestCase("password1234!")]
    [TestCase("P@ssw0rd2026")]
    [TestCase("passwordpassword")]
    [TestCase("iloveyou1314")]
    [TestCase("woaini5201314")]
    [TestCase("letmein12345")]
    [TestCase("administrator")]
    [TestCase("admin@123456")]
    [TestCase("Welcome@2026")]
    [TestCase("Huawei@12345")]
    [TestCase("abcdefghij")]
    [TestCase("abc123abc123")]
    [TestCase("asdfghjkl123")]
    [TestCase("147258369147")]
    [TestCase("1990010119900101")]
    [TestCase("jiebangguashuai2026")]
    public void Check_widely_known_password_is_refused(string password) =>
        Assert.That(Rules.Check(password, Lin, "Password")?.Code, Is.EqualTo("account.password_common"));

    [TestCase("seven mild lanterns")]
    [TestCase("\u4e03\u76cf\u6e29\u548c\u7684\u706f\u7b3c\u5728\u6c5f\u8fb9")]
    [TestCase("kX9-veil-84")]
    [TestCase("31415926535897")]
    [TestCase("tangerine bus to Kunshan")]
    public void Check_uncommon_password_of_any_characters_is_taken(string password) =>
        Assert.That(Rules.Check(password, Lin, "Password"), Is.Null);

    [TestCase("lin.yue@pujiang-lab.example")]
    [TestCase("LinYue2026")]
    [TestCase("pujiang-lab1")]
    public void Check_password_made_of_the_account_is_refused(string password) =>
        Assert.That(Rules.Check(password, Lin, "Password")?.Code, Is.EqualTo("account.password_personal"));

    [Test]
    public void Check_length_is_bounded_at_both_ends()
    {
        const string phrase = "tangerine bus to Kunshan by way of the old canal and then a walk along it until the lanterns are lit and the boats come home, all";
        Assert.That(Rules.Check(phrase[..9], Lin, "Password")?.Code, Is.EqualTo("account.password_short"));
        Assert.That(Rules.Check(phrase[..10], Lin, "Password"), Is.Null);
        Assert.That(Rules.Check(phrase[..128], Lin, "Password"), Is.Null);
        Assert.That(Rules.Check(phrase[..129], Lin, "Password")?.Code, Is.EqualTo("account.password_long"));
    }
}
