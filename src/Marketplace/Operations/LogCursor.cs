using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Operations;

/// <summary>
/// Names a line of the event log in addresses and forms without its number: readers from whom sealed lines are hidden would learn by
/// the gaps between numbers that somebody bids.
/// </summary>
public sealed class LogCursor(IDataProtectionProvider keys)
{
    private readonly IDataProtector _seal = keys.CreateProtector("Marketplace.LogCursor.1");

    public string Write(long seq) => Base64Url.EncodeToString(_seal.Protect(BitConverter.GetBytes(seq)));

    /// <summary>Null for anything that we did not write.</summary>
    public long? Read(string? cursor)
    {
        if (cursor is null or { Length: > 500 }) return null;
        try
        {
            return _seal.Unprotect(Base64Url.DecodeFromChars(cursor)) is { Length: sizeof(long) } bytes ? BitConverter.ToInt64(bytes) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
