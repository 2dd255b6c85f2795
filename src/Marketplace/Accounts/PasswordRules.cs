namespace Marketplace.Accounts;

/// <summary>What a password must be (ASVS 5.0, 6.2): long and not widely known; which characters it is made of is the person's own business.</summary>
public static class PasswordRules
{
    public const int MinLength = 10;

    /// <summary>Above the 64 that must be allowed, below what would make hashing a way to keep the server busy.</summary>
    public const int MaxLength = 128;
}
