using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Marketplace.Accounts;

/// <summary>Codes that change with the time: RFC 6238 over RFC 4226 with HMAC-SHA1, six digits, 30 seconds, as every authenticator app reads them.</summary>
public static class TimeCodes
{
    public const int SecretBytes = 20;
    public const int StepSeconds = 30;
    private const int Digits = 6;

    /// <summary>One step to either side bears clocks that differ (RFC 6238, section 5.2).</summary>
    private const int Drift = 1;

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238's own default; apps know no other. What breaks SHA-1 (collisions) does not touch HMAC.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, newer than the last one taken so that no code serves twice; null where none fits.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset now, long lastTaken)
    {
        var code = new string([.. typed.Where(c => !char.IsWhiteSpace(c))]);
        if (code.Length != Digits) return null;
        long? match = null;
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
        {
            var equal = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(secret, step)), System.Text.Encoding.UTF8.GetBytes(code));
            if (equal && step > lastTaken) match = step;
        }

        return match;
    }
}
