using Marketplace.Kernel;

namespace Marketplace.Accounts;

/// <summary>
/// What a password must be (ASVS 5.0, 6.2): long, not widely known, not made of what everybody knows about this account.
/// Which kinds of characters it has is the person's own business.
/// </summary>
public sealed class PasswordRules(CommonPasswords common)
{
    public const int MinLength = 10;

    /// <summary>Above the 64 that must be allowed, below what would make hashing a way to keep the server busy.</summary>
    public const int MaxLength = 128;

    /// <summary>The first rule that the password breaks, or null.</summary>
    public Refusal? Check(string password, Person person, string field)
    {
        if (password.Length < MinLength) return new("account.password_short", field, MinLength);
        if (password.Length > MaxLength) return new("account.password_long", field, MaxLength);
        if (common.Contains(password)) return new("account.password_common", field);
        return SaysWhoItIs(password, person) ? new("account.password_personal", field) : null;
    }

    /// <summary>Whether little is left of the password once name and address are taken away.</summary>
    private static bool SaysWhoItIs(string password, Person person)
    {
        var email = person.Email ?? "";
        var at = email.IndexOf('@', StringComparison.Ordinal);
        string[] known = [email, at > 0 ? email[..at] : "", .. email[(at + 1)..].Split('.'), person.DisplayName, .. person.DisplayName.Split(' ')];
        var left = password;
        foreach (var word in known.Where(w => w.Length >= 3).OrderByDescending(w => w.Length))
        {
            left = left.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        }

        return left.Length < password.Length && left.Length < MinLength / 2;
    }
}
