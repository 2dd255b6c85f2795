using System.Buffers.Text;
using System.Security.Cryptography;
using Marketplace.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Accounts;

/// <summary>What a mailed link lets its holder do.</summary>
public enum MailedLinkUse { Confirm = 1, ResetPassword }

/// <summary>
/// The links that prove a mailbox. A link holds person, use, hour of making and security stamp, sealed by the key ring; any use changes
/// the stamp, so a link works once, and a newer password makes all older ones void.
/// </summary>
public sealed class MailedLinks(IDataProtectionProvider keys, SiteAddress site, TimeProvider clock)
{
    private readonly IDataProtector _seal = keys.CreateProtector("Marketplace.MailedLinks.1");

    /// <summary>How long a link holds: ASVS 5.0 6.4.1 wants short lives for what resets; a confirmation may lie over a weekend.</summary>
    public static TimeSpan HoldsFor(MailedLinkUse use) => use == MailedLinkUse.Confirm ? TimeSpan.FromDays(7) : TimeSpan.FromMinutes(60);

    public Uri Make(MailedLinkUse use, Person person)
    {
        var path = use == MailedLinkUse.Confirm ? "account/confirm" : "account/reset";
        return site.Of($"{path}?person={person.Id:D}&token={Token(use, person)}");
    }

    public bool Fits(MailedLinkUse use, Person person, string? token)
    {
        if (Open(token) is not [var madeFor, .. var rest] || madeFor != (byte)use || rest.Length < 24) return false;
        var madeAt = new DateTimeOffset(BitConverter.ToInt64(rest.AsSpan(0, 8)), TimeSpan.Zero);
        var age = clock.GetUtcNow() - madeAt;
        return age >= TimeSpan.Zero && age < HoldsFor(use)
            && new Guid(rest.AsSpan(8, 16)) == person.Id
            && CryptographicOperations.FixedTimeEquals(rest.AsSpan(24), Stamp(person));
    }

    private string Token(MailedLinkUse use, Person person)
    {
        byte[] content = [(byte)use, .. BitConverter.GetBytes(clock.GetUtcNow().UtcTicks), .. person.Id.ToByteArray(), .. Stamp(person)];
        return Base64Url.EncodeToString(_seal.Protect(content));
    }

    private byte[]? Open(string? token)
    {
        if (token is null or { Length: > 1000 }) return null;
        try
        {
            return _seal.Unprotect(Base64Url.DecodeFromChars(token));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    // The stamp itself stays at home: only its hash travels.
    private static byte[] Stamp(Person person) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(person.SecurityStamp ?? ""));
}
