using System.Globalization;
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
        Number(configuration, "Accounts:PasswordIterations", 210_000, 1, 10_000_000),
        Number(configuration, "Accounts:HashesAtOnce", Math.Max(1, Environment.ProcessorCount / 2), 1, 1024));

    private static int Number(IConfiguration configuration, string setting, int otherwise, int least, int most)
    {
        if (configuration[setting] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingException(setting, $"is '{text}'; it must be a whole number from {least} to {most}");
    }
}
