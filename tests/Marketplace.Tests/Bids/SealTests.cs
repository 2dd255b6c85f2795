using System.Security.Cryptography;
using Marketplace.Bids;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class SealTests
{
    private static readonly byte[] Key = Seal.NewKey();
    private static readonly Guid Bid = Guid.CreateVersion7();

    [Test]
    public void Close_then_open_gives_the_content()
    {
        foreach (var length in new[] { 0, 1, 4092, 4093, 100_000, 2_000_000 })
        {
            var content = RandomNumberGenerator.GetBytes(length);
            var bytes = Seal.Close(Key, content, SealedPart.Content(Bid, 1));
            Assert.That(Seal.Open(Key, bytes, SealedPart.Content(Bid, 1)), Is.EqualTo(content));
        }
    }

    [Test]
    public void Close_twice_never_uses_a_nonce_again()
    {
        var nonces = Enumerable.Range(0, 2000).Select(_ => Convert.ToHexString(Seal.Close(Key, "same"u8, SealedPart.Content(Bid, 1)).Nonce));
        Assert.That(nonces, Is.Unique);
    }

    [Test]
    public void Open_with_any_changed_byte_is_refused()
    {
        var bytes = Seal.Close(Key, "forty megapascal"u8, SealedPart.Content(Bid, 1));
        foreach (var part in new[] { bytes.Nonce, bytes.Ciphertext, bytes.Tag })
        {
            foreach (var at in new[] { 0, part.Length / 2, part.Length - 1 })
            {
                part[at] ^= 1;
                Assert.That(() => Seal.Open(Key, bytes, SealedPart.Content(Bid, 1)), Throws.InstanceOf<CryptographicException>());
                part[at] ^= 1;
            }
        }

        Assert.That(() => Seal.Open(Key, bytes, SealedPart.Content(Bid, 1)), Throws.Nothing);
    }

    [Test]
    public void Open_as_another_bid_version_part_or_key_is_refused()
    {
        var bytes = Seal.Close(Key, "forty"u8, SealedPart.Content(Bid, 1));
        foreach (var other in new[] { SealedPart.Content(Guid.CreateVersion7(), 1), SealedPart.Content(Bid, 2), SealedPart.Draft(Bid, 1), SealedPart.File(Bid, 1, Bid) })
        {
            Assert.That(() => Seal.Open(Key, bytes, other), Throws.InstanceOf<CryptographicException>());
        }

        Assert.That(() => Seal.Open(Seal.NewKey(), bytes, SealedPart.Content(Bid, 1)), Throws.InstanceOf<CryptographicException>());
    }

    [TestCase(0, 4096)]
    [TestCase(4092, 4096)]
    [TestCase(4093, 16384)]
    [TestCase(16_381, 65536)]
    [TestCase(262_141, 1_048_576)]
    [TestCase(1_048_573, 2_097_152)]
    public void Close_length_tells_only_the_bucket(int content, int expected) =>
        Assert.That(Seal.Close(Key, new byte[content], SealedPart.Content(Bid, 1)).Ciphertext, Has.Length.EqualTo(expected));

    [Test]
    public void Only_the_reader_opens_seals()
    {
        var openers = Repository.Sources("src").Where(f => OpensSeals(File.ReadAllText(f))).Select(Path.GetFileName);
        Assert.That(openers, Is.EquivalentTo(new[] { "BidReader.cs" }));
    }

    [Test]
    public void Another_opener_is_found() => Assert.That(OpensSeals("var x = Seal.Open(key, bytes, part);"), Is.True);

    private static bool OpensSeals(string text) => text.Contains("Seal.Open(", StringComparison.Ordinal);
}
