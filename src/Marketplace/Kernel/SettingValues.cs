using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Kernel;

/// <summary>Reads settings that are no plain text; a value that cannot be read stops the start.</summary>
public static class SettingValues
{
    /// <exception cref="SettingException">The value is neither true nor false.</exception>
    public static bool Switch(this IConfiguration configuration, string setting, bool otherwise)
    {
        if (configuration[setting] is not { Length: > 0 } text) return otherwise;
        return bool.TryParse(text, out var value) ? value : throw new SettingException(setting, $"is '{text}'; it must be true or false");
    }

    /// <exception cref="SettingException">The value is no whole number or out of its range.</exception>
    public static int Number(this IConfiguration configuration, string setting, int otherwise, int least, int most)
    {
        if (configuration[setting] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingException(setting, $"is '{text}'; it must be a whole number from {least} to {most}");
    }
}
