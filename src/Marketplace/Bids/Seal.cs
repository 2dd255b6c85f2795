using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Bids;

/// <summary>What a sealed part is: it opens under no other bid, version or name.</summary>
/// <param name="Name"><c>content</c>, <c>draft:12</c> with the draft's revision, or <c>file:</c> with the file's id.</param>
internal readonly record struct SealedPart(Guid BidId, int Version, string Name)
{
    public static SealedPart Content(Guid bidId, int version) => new(bidId, version, "content");

    public static SealedPart Draft(Guid bidId, long revision) => new(bidId, 0, $"draft:{revision}");

    public static SealedPart File(Guid bidId, int version, Guid fileId) => new(bidId, version, $"file:{fileId:D}");

    /// <summary>The associated data of the encryption: id, version, name.</summary>
    public byte[] Bytes()
    {
        var name = Encoding.UTF8.GetBytes(Name);
        var bytes = new byte[16 + 4 + name.Length];
        BidId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), Version);
        name.CopyTo(bytes, 20);
        return bytes;
    }
}

/// <summary>What encryption made of a part.</summary>
internal sealed record SealedBytes(byte[] Nonce, byte[] Ciphertext, byte[] Tag)
{
    /// <summary>SHA-256 over nonce, ciphertext and tag in this order: the fingerprint on the receipt.</summary>
    public byte[] Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Nonce);
        hash.AppendData(Ciphertext);
        hash.AppendData(Tag);
        return hash.GetHashAndReset();
    }
}

/// <summary>AES-256-GCM (NIST SP 800-38D) with a fresh random nonce each time; lengths are hidden by padding.</summary>
/// <remarks>Random nonces of 96 bits bear 2^32 messages a key; the key is that of one challenge.</remarks>
internal static class Seal
{
    public const int KeyBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    private const int LengthPrefix = 4;
    private const int SmallestBucket = 4 * 1024;

    /// <summary>Up to here a bucket is four times the one before; above it lengths are rounded up to whole MiB.</summary>
    private const int LargestBucket = 1024 * 1024;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public static SealedBytes Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, SealedPart part)
    {
        var padded = new byte[PaddedLength(content.Length)];
        BinaryPrimitives.WriteInt32BigEndian(padded, content.Length);
        content.CopyTo(padded.AsSpan(LengthPrefix));
        var (nonce, tag, ciphertext) = (RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[padded.Length]);
        using (var aes = new AesGcm(key, TagBytes)) aes.Encrypt(nonce, padded, ciphertext, tag, part.Bytes());
        CryptographicOperations.ZeroMemory(padded);
        return new(nonce, ciphertext, tag);
    }

    /// <exception cref="CryptographicException">Changed, swapped, or sealed with another key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, SealedBytes bytes, SealedPart part)
    {
        var padded = new byte[bytes.Ciphertext.Length];
        using (var aes = new AesGcm(key, TagBytes)) aes.Decrypt(bytes.Nonce, bytes.Ciphertext, bytes.Tag, padded, part.Bytes());
        var content = padded.AsSpan(LengthPrefix, BinaryPrimitives.ReadInt32BigEndian(padded)).ToArray();
        CryptographicOperations.ZeroMemory(padded);
        return content;
    }

    /// <summary>4, 16, 64, 256 KiB, 1 MiB, then whole MiB: so much is all that the length says.</summary>
    internal static int PaddedLength(int contentLength)
    {
        var needed = contentLength + LengthPrefix;
        for (var bucket = SmallestBucket; bucket <= LargestBucket; bucket *= 4)
        {
            if (needed <= bucket) return bucket;
        }

        return (needed + LargestBucket - 1) / LargestBucket * LargestBucket;
    }
}
