using Marketplace.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Web.Security;

/// <summary>
/// Marks a browser on which an account has signed in. Wrong guesses made elsewhere then cannot lock the owner out of it
/// (the device cookies of OWASP's "Slow down online guessing attacks"). It lets nobody in: password and code are asked for as ever.
/// </summary>
public sealed class KnownDevices(SealedCookies cookies, ILookupNormalizer normalizer)
{
    private const string Cookie = "device";
    private const int MostAccounts = 6;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The mark of this device, where this account has signed in on it.</summary>
    public string? Of(HttpContext context, string email) =>
        Read(context) is [var mark, .. var accounts] && accounts.Contains(Account(email), StringComparer.Ordinal) ? mark : null;

    public void Remember(HttpContext context, string email)
    {
        var known = Read(context);
        var mark = known.Length > 0 ? known[0] : Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        string[] accounts = [Account(email), .. known.Skip(1).Where(a => a != Account(email)).Take(MostAccounts - 1)];
        cookies.Write(context, Cookie, string.Join(' ', [mark, .. accounts]), Lifetime, SameSiteMode.Lax);
    }

    private string[] Read(HttpContext context) => cookies.Read(context, Cookie)?.Split(' ') ?? [];

    private string Account(string email) => FailedSignIn.DoorOf(normalizer.NormalizeEmail(EmailAddress.Clean(email)), "device")[..16];
}
