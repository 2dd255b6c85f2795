using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Accounts;

/// <summary>Settings <c>Accounts:*</c>.</summary>
/// <param name="PasswordIterations">Rounds of PBKDF2-HMAC-SHA512; ASVS 5.0 appendix C asks for 210,000.</param>
/// <param name="HashesAtOnce">How many passwords are hashed at the same time; the other cores keep serving pages.</param>
public sealed record AccountSettings(int PasswordIterations, int HashesAtOnce)
{
    /// <exception cref="SettingException">A value is no number or out of its range.</exception>
    public static AccountSettings From(IConfiguration configuration) => new(
        configuration.Number("Accounts:PasswordIterations", 210_000, 1, 10_000_000),
        configuration.Number("Accounts:HashesAtOnce", Math.Max(1, Environment.ProcessorCount / 2), 1, 1024));
}
