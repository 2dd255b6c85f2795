using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Notifications;

/// <summary>
/// Addresses that stand for a person without a sign-in: the one in a mail that stops mails, and the secret one of the calendar.
/// They are made from the key ring and not stored, so that a copy of the database opens none of them.
/// </summary>
public sealed class PersonalLinks(IDataProtectionProvider keys)
{
    private const int IdLength = 16;
    private readonly IDataProtector _stops = keys.CreateProtector("Marketplace.Notifications.Stop.1");
    private readonly IDataProtector _calendars = keys.CreateProtector("Marketplace.Notifications.Calendar.1");

    public string ToStop(Guid person, NotificationKind? kind) => Make(_stops, person, (int?)kind ?? 0);

    public (Guid Person, NotificationKind? Kind)? ReadStop(string token) =>
        Read(_stops, token) is var (person, kind) ? (person, kind == 0 ? null : (NotificationKind)kind) : null;

    /// <param name="address">Which of the person's addresses; see <see cref="NotificationPreference.CalendarAddress"/>.</param>
    public string ToCalendar(Guid person, int address) => Make(_calendars, person, address);

    public (Guid Person, int Address)? ReadCalendar(string token) => Read(_calendars, token);

    private static string Make(IDataProtector protector, Guid person, int number)
    {
        Span<byte> bytes = stackalloc byte[IdLength + sizeof(int)];
        person.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[IdLength..], number);
        return Base64Url.EncodeToString(protector.Protect(bytes.ToArray()));
    }

    private static (Guid, int)? Read(IDataProtector protector, string token)
    {
        if (token.Length > 1000) return null;
        try
        {
            var bytes = protector.Unprotect(Base64Url.DecodeFromChars(token));
            return bytes.Length == IdLength + sizeof(int) ? (new Guid(bytes.AsSpan(0, IdLength)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(IdLength))) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
