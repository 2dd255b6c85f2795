using Marketplace.Payments;
using NUnit.Framework;

namespace Marketplace.Tests.Payments;

public sealed class PaymentReferenceTests
{
    // The example of the Global Release Identifier, which ends with such a character.
    [TestCase("A12425GABC1234002", "M")]
    public void Check_character_is_that_of_the_standard(string plain, string check) => Assert.That(PaymentReference.Make(plain), Is.EqualTo(plain + check));

    [Test]
    public void Reference_is_recognised_however_it_was_typed()
    {
        var reference = PaymentReference.Make("HT20260001");
        Assert.That(PaymentReference.IsWhole(reference), Is.True);
        Assert.That(PaymentReference.IsWhole($" {reference[..4].ToLowerInvariant()}-{reference[4..]} "), Is.True);
        Assert.That(PaymentReference.IsWhole(""), Is.False);
        Assert.That(PaymentReference.IsWhole("H"), Is.False);
        Assert.That(PaymentReference.IsWhole("HT2026*001X"), Is.False);
    }

    [Test]
    public void One_wrong_character_or_two_neighbours_exchanged_are_always_found()
    {
        var reference = PaymentReference.Make("HT20260042");
        for (var at = 0; at < reference.Length; at++)
        {
            foreach (var other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(c => c != reference[at]))
            {
                Assert.That(PaymentReference.IsWhole(reference[..at] + other + reference[(at + 1)..]), Is.False, $"{other} at {at}");
            }

            if (at == 0 || reference[at] == reference[at - 1]) continue;
            Assert.That(PaymentReference.IsWhole(reference[..(at - 1)] + reference[at] + reference[at - 1] + reference[(at + 1)..]), Is.False, $"exchanged at {at}");
        }
    }
}
